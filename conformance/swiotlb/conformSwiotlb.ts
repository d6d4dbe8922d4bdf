import { PAGE_SIZE, type SwiotlbVersion } from '../../runtime/index.ts';
import { TraceError } from '../traceError.ts';
import { type TraceLine, traceLines } from '../traceLines.ts';
import { bounceReplay } from './bounceReplay.ts';
import { dynamicReplay } from './dynamicReplay.ts';
import type { Replay } from './replay.ts';
import { sizingReplay } from './sizingReplay.ts';
import { staticReplay } from './staticReplay.ts';
import { DIFFERENCES_MAX, type SwiotlbDifference, type SwiotlbFileReport } from './swiotlbReport.ts';
import { TraceRecord } from './traceRecord.ts';

const FORMAT = 1;
const kinds = {
  static: staticReplay,
  bounce: bounceReplay,
  dynamic: dynamicReplay,
  sizing: (_header: TraceRecord, version: SwiotlbVersion) => sizingReplay(version),
} as const;

/**
 * Does again what a golden file has recorded from Linux's own swiotlb, and compares every address, slot,
 * count, cursor and hash.
 *
 * @param file for messages.
 * @param version rules of the runtime; those files were recorded from 6.12, and 7.3 gives the same.
 * @throws {TraceError} for a line that is not what the format says, and for a file that ends too early.
 */
export async function conformSwiotlb(
  file: string,
  lines: AsyncIterable<TraceLine> | Iterable<TraceLine>,
  version: SwiotlbVersion = '6.12',
): Promise<SwiotlbFileReport> {
  const differences: SwiotlbDifference[] = [];
  const notCompared = new Set<string>();
  let header: TraceRecord | undefined;
  let replay: Replay | undefined;
  let last = 0;
  let ops = 0;
  let fields = 0;
  let deviate = 0;
  for await (const { text, number } of lines) {
    if (text.trim() === '') continue;
    const record = new TraceRecord(file, number, text);
    last = number;
    const op = record.text('op');
    if (!header || !replay) {
      header = record;
      replay = replayOf(record, version);
    } else if (op === 'header') throw record.error('is a second header');
    const got = Object.entries(replay.op(record));
    const unequal = got.filter(([field, value]) => !same(record.value(field), value));
    for (const [field, value] of unequal)
      if (differences.length < DIFFERENCES_MAX)
        differences.push({ line: number, op, field, expected: record.value(field), got: value });
    for (const field of record.unasked) notCompared.add(`${op}.${field}`);
    ops++;
    fields += got.length;
    if (unequal.length > 0) deviate++;
  }
  if (!header || !replay) throw new TraceError(file, undefined, 'is empty');
  if (ops === 1) throw new TraceError(file, last, 'has a header and no operation');
  // After a difference what is in use is no longer what the file meant.
  if (deviate === 0 && replay.used() > 0)
    throw new TraceError(
      file,
      last,
      `ends with ${replay.used()} slots in use; such files end with none, so it was cut off`,
    );
  return {
    file,
    name: typeof header.fields['name'] === 'string' ? header.fields['name'] : kindOf(header),
    kind: kindOf(header),
    ops,
    agree: ops - deviate,
    deviate,
    fields,
    differences,
    notCompared: [...notCompared],
  };
}

/** {@link conformSwiotlb} for a file, compressed or not; `-` is standard input. @throws also as traceLines. */
export const conformSwiotlbFile = (path: string, version?: SwiotlbVersion): Promise<SwiotlbFileReport> =>
  conformSwiotlb(path, traceLines(path), version);

function replayOf(header: TraceRecord, version: SwiotlbVersion): Replay {
  if (header.text('op') !== 'header') throw header.error('a file begins with its header');
  header.integer('format', FORMAT, FORMAT);
  if (header.value('page_size') !== undefined) header.integer('page_size', PAGE_SIZE, PAGE_SIZE);
  // These say where the file comes from, and are nothing to compare.
  for (const field of ['name', 'kernel', 'seed', 'ncpu']) header.value(field);
  const kind = kindOf(header);
  if (!Object.hasOwn(kinds, kind))
    throw header.error(`kind is ${kind}, not one of ${Object.keys(kinds).join(', ')}`);
  return kinds[kind as keyof typeof kinds](header, version);
}

/** Files of static pools do not say what they are. */
const kindOf = (header: TraceRecord): string =>
  header.value('kind') === undefined ? 'static' : header.text('kind');

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

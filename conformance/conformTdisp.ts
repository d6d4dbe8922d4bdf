import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { TdiInput } from '../machines/index.ts';
import { oracleOf } from './tdispOracle.ts';
import { recordingJudge } from './tdispRecording.ts';
import type { TdispFileReport, TdispReport } from './tdispReport.ts';
import { judgeValidator } from './tdispValidator.ts';
import { TraceError } from './traceError.ts';

/**
 * Compares traces of other TDISP implementations with `tdiMachine`. A text that starts with `[` is a test
 * specification (the cases of intel/tee-io-validator as data), any other a recording, one sequence a line.
 *
 * @param input readings of the specification by which the machine answers; `{ ideRequired: false }` for a
 *   device that locks without IDE keys.
 * @throws {TraceError} for the first text that is not what it should be, naming file and line.
 */
export function conformTdisp(
  files: readonly { readonly file: string; readonly text: string }[],
  input: TdiInput = {},
): TdispReport {
  const oracle = oracleOf(input);
  return {
    schema: 1,
    files: files.map(({ file, text }) => {
      if (text.trimStart().startsWith('[')) return judgeValidator(oracle, file, text);
      const judge = recordingJudge(oracle, file);
      for (const [i, line] of text.split('\n').entries()) judge.line(line, i + 1);
      return judge.report();
    }),
  };
}

/**
 * The same for one file: `.json` is a test specification, `.jsonl` and `.jsonl.gz` a recording, which is
 * read line by line and may be larger than memory.
 *
 * @throws {TraceError} as {@link conformTdisp}, and where compressed data is damaged or ends too early.
 * @throws whatever opening the file throws.
 */
export async function conformTdispFile(path: string, input: TdiInput = {}): Promise<TdispFileReport> {
  const oracle = oracleOf(input);
  if (path.endsWith('.json')) return judgeValidator(oracle, path, await readFile(path, 'utf8'));
  const judge = recordingJudge(oracle, path);
  const stored = createReadStream(path);
  const plain = path.endsWith('.gz') ? stored.pipe(createGunzip()) : stored;
  // `pipe` passes data on, not errors; without this a missing file would end the process.
  if (plain !== stored) stored.on('error', (error) => plain.destroy(error));
  plain.setEncoding('utf8');
  let number = 0;
  try {
    for await (const line of linesOf(plain)) judge.line(line, ++number);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_'))
      throw new TraceError(
        path,
        undefined,
        `gzip data is damaged or ends too early, after ${number} whole lines (${(error as Error).message})`,
      );
    throw error;
  } finally {
    stored.destroy();
  }
  return judge.report();
}

/** Lines of a stream of text; throws what the stream throws. */
async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

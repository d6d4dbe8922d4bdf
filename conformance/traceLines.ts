import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { TraceError } from './traceError.ts';

/** One line of a trace, counted from 1. */
export interface TraceLine {
  readonly text: string;
  readonly number: number;
}

/**
 * Lines of a trace, read as they come, so that it may be larger than memory. Compressed data is known by its
 * first bytes, or by `.gz`.
 *
 * @param path a file, or `-` for standard input.
 * @throws {TraceError} where compressed data is damaged or ends too early.
 * @throws whatever opening and reading the file throws.
 */
export async function* traceLines(path: string): AsyncGenerator<TraceLine> {
  const stored = path === '-' ? process.stdin : createReadStream(path);
  let number = 0;
  try {
    for await (const text of linesOf(await plain(stored, path.endsWith('.gz'))))
      yield { text, number: ++number };
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
}

async function plain(stored: AsyncIterable<Buffer>, compressed: boolean): Promise<AsyncIterable<Buffer>> {
  const chunks = stored[Symbol.asyncIterator]();
  const { value: first, done } = await chunks.next();
  async function* again(): AsyncGenerator<Buffer> {
    if (done) return;
    yield first;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  const magic = !done && first[0] === 0x1f && first[1] === 0x8b;
  if (!magic && !compressed) return again();
  // What goes wrong is seen by whoever reads the result.
  return pipeline(Readable.from(again()), createGunzip(), () => {});
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

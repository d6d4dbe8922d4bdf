import { isDamage, traceChunks } from './traceChunks.ts';
import { TraceError } from './traceError.ts';

/** One line of a trace, counted from 1. */
export interface TraceLine {
  readonly text: string;
  readonly number: number;
}

/**
 * Lines of a trace, read as they come.
 *
 * @param path a file, or `-` for standard input.
 * @throws {TraceError} where compressed data is damaged or ends too early.
 * @throws whatever opening and reading the file throws.
 */
export async function* traceLines(path: string): AsyncGenerator<TraceLine> {
  let number = 0;
  try {
    for await (const text of linesOf(traceChunks(path))) yield { text, number: ++number };
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new TraceError(
      path,
      undefined,
      `gzip data is damaged or ends too early, after ${number} whole lines (${(error as Error).message})`,
    );
  }
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

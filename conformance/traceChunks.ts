import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Bytes read at once. */
const CHUNK = 1 << 20;

/**
 * The bytes of a trace as they come, so that it may be larger than memory. Compressed data is known by its
 * first bytes, or by `.gz`.
 *
 * @param path a file, or `-` for standard input.
 * @throws whatever opening, reading and inflating throws.
 */
export async function* traceChunks(path: string): AsyncGenerator<Buffer> {
  const stored = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK });
  try {
    yield* await plain(stored, path.endsWith('.gz'));
  } finally {
    stored.destroy();
  }
}

/** Whether what was thrown says that compressed data is damaged or ends too early. */
export const isDamage = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code?.startsWith('Z_') ?? false;

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
  return pipeline(Readable.from(again()), createGunzip({ chunkSize: CHUNK }), () => {});
}

const NEWLINE = 10;

/** Bytes cut anew into pieces of whole lines; the last piece may end without a line break. */
export async function* wholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    const first = chunk.indexOf(NEWLINE) + 1;
    const last = chunk.lastIndexOf(NEWLINE) + 1;
    if (first === 0) {
      rest.push(chunk);
      continue;
    }
    // Two pieces, so that the long one need not be copied to be joined with what was left over.
    yield Buffer.concat([...rest, chunk.subarray(0, first)]);
    if (last > first) yield chunk.subarray(first, last);
    rest = last < chunk.length ? [chunk.subarray(last)] : [];
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

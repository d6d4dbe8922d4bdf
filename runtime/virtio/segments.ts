import type { BusMemory } from './busMemory.ts';
import type { Segment } from './driverQueue.ts';

/** Bytes of all segments together. */
export const lengthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { length }) => sum + length, 0);

/** Bytes `from` to `from + length` of what the segments are together. */
export function gather(
  memory: BusMemory,
  segments: readonly Segment[],
  from: number,
  length: number,
): Uint8Array {
  const into = new Uint8Array(length);
  let at = 0;
  let skip = from;
  for (const segment of segments) {
    const skipped = Math.min(skip, segment.length);
    skip -= skipped;
    const count = Math.min(segment.length - skipped, length - at);
    if (count > 0) memory.read(segment.address + skipped, into.subarray(at, at + count));
    at += count;
  }
  return into;
}

/** Writes `from` to the beginning of what the segments are together, as much of it as fits. */
export function scatter(memory: BusMemory, segments: readonly Segment[], from: Uint8Array): void {
  let at = 0;
  for (const { address, length } of segments) {
    const count = Math.min(length, from.length - at);
    if (count > 0) memory.write(address, from.subarray(at, at + count));
    at += count;
  }
}

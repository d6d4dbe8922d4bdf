/** Flags of a descriptor. Source: virtio 1.4 "The Virtqueue Descriptor Table". */
export const descriptorFlags = { NEXT: 1, WRITE: 2, INDIRECT: 4 } as const;

/** Entries of the largest queue. Source: virtio 1.4 "Split Virtqueues": "The maximum Queue Size value is 32768". */
export const QUEUE_SIZE_MAX = 32_768;

/** Where the three areas of a split virtqueue lie, as addresses of the device. `size` counts entries. */
export interface SplitRing {
  readonly size: number;
  readonly desc: number;
  readonly avail: number;
  readonly used: number;
}

const BYTES_OF_DESCRIPTOR = 16;
/** Flags and idx stand before the entries, the event index after them: two bytes each. */
const AVAIL_BYTES = (size: number): number => 2 + 2 + 2 * size + 2;
const USED_BYTES = (size: number): number => 2 + 2 + 8 * size + 2;
const alignedUp = (address: number, alignment: number): number => Math.ceil(address / alignment) * alignment;

/**
 * The three areas one behind the other, each aligned as it must be (16, 2 and 4 bytes).
 *
 * @throws {RangeError} if `size` is no power of two from 1 to 32768, or `base` is not aligned to 16.
 */
export function splitRingAt(base: number, size: number): SplitRing {
  if (!Number.isInteger(Math.log2(size)) || size < 1 || size > QUEUE_SIZE_MAX)
    throw new RangeError(
      `a split virtqueue has a power of two of entries up to ${QUEUE_SIZE_MAX}, not ${size}`,
    );
  if (base % BYTES_OF_DESCRIPTOR !== 0)
    throw new RangeError(`the descriptor table at 0x${base.toString(16)} is not aligned to 16 bytes`);
  const avail = base + BYTES_OF_DESCRIPTOR * size;
  return { size, desc: base, avail, used: alignedUp(avail + AVAIL_BYTES(size), 4) };
}

/** Bytes from the first byte of a ring made by {@link splitRingAt} to its last. */
export const splitRingBytes = (size: number): number => {
  const { used } = splitRingAt(0, size);
  return used + USED_BYTES(size);
};

/** The address of descriptor number `index`. */
export const descriptorAt = ({ desc }: SplitRing, index: number): number =>
  desc + BYTES_OF_DESCRIPTOR * index;
/** The address of the idx field of the available ring. */
export const availIdxAt = ({ avail }: SplitRing): number => avail + 2;
/** The address of the entry that running index `index` of the available ring comes to. */
export const availEntryAt = ({ avail, size }: SplitRing, index: number): number =>
  avail + 4 + 2 * (index & (size - 1));
/** The address of the idx field of the used ring. */
export const usedIdxAt = ({ used }: SplitRing): number => used + 2;
/** The address of the element that running index `index` of the used ring comes to. */
export const usedElementAt = ({ used, size }: SplitRing, index: number): number =>
  used + 4 + 8 * (index & (size - 1));
/** From one 16-bit running index to a later one. */
export const indexDistance = (from: number, to: number): number => (to - from) & 0xffff;

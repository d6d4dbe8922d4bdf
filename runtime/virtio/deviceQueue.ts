import type { BusMemory } from './busMemory.ts';
import type { Segment } from './driverQueue.ts';
import { LittleEndian } from './littleEndian.ts';
import { RingError } from './ringError.ts';
import {
  availEntryAt,
  availIdxAt,
  descriptorAt,
  descriptorFlags,
  indexDistance,
  type SplitRing,
  usedElementAt,
  usedIdxAt,
} from './splitRing.ts';

/** A chain that the driver has made available. */
export interface AvailableChain {
  readonly head: number;
  readonly segments: readonly Segment[];
}

/**
 * The device's side of a split virtqueue. The driver may be hostile too, or simply wrong: a chain is walked
 * once, each descriptor is read once, and whatever cannot be a chain is refused before anything of it is used.
 *
 * Source: virtio 1.4 "Split Virtqueues"; QEMU 7.2 hw/virtio/virtio.c virtqueue_split_pop, virtqueue_num_heads,
 * virtqueue_get_head for what is refused.
 * Left out: indirect descriptors (a descriptor that says so is refused: the feature is not offered), event
 * indexes, suppressed notifications.
 */
export class DeviceQueue {
  readonly ring: SplitRing;
  readonly #memory: LittleEndian;
  #availIdx = 0;
  #usedIdx = 0;

  constructor(memory: BusMemory, ring: SplitRing) {
    this.ring = ring;
    this.#memory = new LittleEndian(memory);
  }

  /**
   * The next chain, or nothing if there is none.
   *
   * @throws {RingError} if the driver broke a rule; the device then needs a reset.
   * @throws {DmaRefusedError} if the ring is not the device's to read.
   */
  pop(): AvailableChain | undefined {
    const ahead = indexDistance(this.#availIdx, this.#memory.u16(availIdxAt(this.ring)));
    if (ahead === 0) return undefined;
    const { size } = this.ring;
    if (ahead > size) throw new RingError(`avail.idx is ${ahead} ahead in a queue of ${size} entries`);
    const head = this.#memory.u16(availEntryAt(this.ring, this.#availIdx));
    const segments: Segment[] = [];
    let index = head;
    for (;;) {
      if (index >= size)
        throw new RingError(`descriptor ${index} is out of range, the queue has ${size} entries`);
      if (segments.length === size) throw new RingError(`the chain from descriptor ${head} on is a loop`);
      const { address, length, flags, next } = this.#memory.descriptor(descriptorAt(this.ring, index));
      if (flags & descriptorFlags.INDIRECT)
        throw new RingError(`descriptor ${index} is indirect, which was not negotiated`);
      if (!Number.isSafeInteger(address + length))
        throw new RingError(`descriptor ${index} names memory that no bus reaches`);
      const writable = (flags & descriptorFlags.WRITE) !== 0;
      if (!writable && segments.at(-1)?.writable)
        throw new RingError(`descriptor ${index} is to be read and follows one to be written`);
      segments.push({ address, length, writable });
      if (!(flags & descriptorFlags.NEXT)) break;
      index = next;
    }
    this.#availIdx = (this.#availIdx + 1) & 0xffff;
    return { head, segments };
  }

  /**
   * Gives a chain back.
   *
   * @param written bytes written from the start of its writable part.
   * @throws {DmaRefusedError} if the ring is not the device's to write.
   */
  push(head: number, written: number): void {
    this.#memory.setPair(usedElementAt(this.ring, this.#usedIdx), head, written);
    this.#usedIdx = (this.#usedIdx + 1) & 0xffff;
    this.#memory.setU16(usedIdxAt(this.ring), this.#usedIdx);
  }
}

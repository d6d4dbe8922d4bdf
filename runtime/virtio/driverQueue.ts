import type { BusMemory } from './busMemory.ts';
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

/** A piece of memory as the device is told of it: address, length in bytes, and whether the device may write it. */
export interface Segment {
  readonly address: number;
  readonly length: number;
  readonly writable: boolean;
}

/** A chain that the device has given back. */
export interface UsedChain<Token> {
  readonly token: Token;
  /** What the driver had exposed, from its own memory: the arguments with which to unmap. */
  readonly segments: readonly Segment[];
  /** Bytes that the device says it wrote; never more than the chain's writable bytes. */
  readonly written: number;
}

/**
 * The driver's side of a split virtqueue whose ring lies in memory that the device, and so the host, can
 * write at any time. Which chains are outstanding, what they consist of and which descriptors are free is
 * kept in the driver's own memory and never read back; of the ring, only idx and elements of the used area
 * are read, each once. A used element that does not name an outstanding chain, or claims more bytes than
 * the chain has, breaks the queue for good.
 *
 * Source: virtio 1.4 "Split Virtqueues", "Virtqueue Operation"; Linux 7.2 drivers/virtio/virtio_ring.c
 * virtqueue_add_split, virtqueue_get_buf_ctx_split, detach_buf_split, virtqueue_detach_unused_buf_split (desc_extra, desc_state, BAD_RING).
 * Stricter than Linux, which takes any length and finds a jump of idx only by the elements it leads to.
 * Left out: indirect descriptors, event indexes and suppressed notifications, in-order and packed rings.
 */
export class DriverQueue<Token> {
  readonly ring: SplitRing;
  readonly #memory: LittleEndian;
  readonly #segments: (readonly Segment[] | undefined)[];
  readonly #tokens: (Token | undefined)[];
  /** Where each descriptor leads: along its chain, or along the free list. */
  readonly #next: Uint16Array;
  #freeHead = 0;
  #free: number;
  #availIdx = 0;
  #usedIdx = 0;
  #outstanding = 0;
  #broken: RingError | undefined;

  /** Sets up an empty ring, whatever was in that memory before. */
  constructor(memory: BusMemory, ring: SplitRing) {
    this.ring = ring;
    this.#memory = new LittleEndian(memory);
    this.#segments = Array.from({ length: ring.size });
    this.#tokens = Array.from({ length: ring.size });
    this.#next = Uint16Array.from({ length: ring.size }, (_, index) => index + 1);
    this.#free = ring.size;
    for (const area of [ring.avail, ring.used]) {
      this.#memory.setU16(area, 0);
      this.#memory.setU16(area + 2, 0);
    }
  }

  /** Descriptors that are free. */
  get free(): number {
    return this.#free;
  }

  /** Chains that the device has not given back. */
  get outstanding(): number {
    return this.#outstanding;
  }

  /** What the driver gave with chains that the device has not given back. */
  get tokens(): Token[] {
    return this.#segments.flatMap((segments, head) => (segments ? [this.#tokens[head] as Token] : []));
  }

  /** Whether the device says that it has given a chain back which was not taken yet. Source: virtio_ring.c more_used_split. */
  get moreUsed(): boolean {
    return indexDistance(this.#usedIdx, this.#memory.u16(usedIdxAt(this.ring))) !== 0;
  }

  /**
   * Makes a chain available to the device.
   *
   * @param segments what the device reads first, then what it writes.
   * @throws {RangeError} for an empty chain, one that is longer than what is {@link free}, or one in which
   *   something to read follows something to write.
   * @throws {RingError} if the queue is broken.
   */
  add(segments: readonly Segment[], token: Token): void {
    if (this.#broken) throw this.#broken;
    if (segments.length === 0 || segments.length > this.#free)
      throw new RangeError(`a chain of ${segments.length} does not fit ${this.#free} free descriptors`);
    if (segments.some(({ writable }, i) => !writable && segments[i - 1]?.writable))
      throw new RangeError('in a chain, what the device reads comes before what it writes');
    const head = this.#freeHead;
    let index = head;
    segments.forEach(({ address, length, writable }, i) => {
      const last = i === segments.length - 1;
      const next = this.#next[index] ?? 0;
      const flags = (writable ? descriptorFlags.WRITE : 0) | (last ? 0 : descriptorFlags.NEXT);
      this.#memory.setDescriptor(descriptorAt(this.ring, index), {
        address,
        length,
        flags,
        next: last ? 0 : next,
      });
      index = next;
    });
    this.#freeHead = index;
    this.#free -= segments.length;
    this.#segments[head] = segments;
    this.#tokens[head] = token;
    this.#outstanding += 1;
    this.#memory.setU16(availEntryAt(this.ring, this.#availIdx), head);
    this.#availIdx = (this.#availIdx + 1) & 0xffff;
    this.#memory.setU16(availIdxAt(this.ring), this.#availIdx);
  }

  /**
   * The next chain that the device has given back, or nothing if there is none yet.
   *
   * @throws {RingError} if the device broke a rule, now or before.
   */
  takeUsed(): UsedChain<Token> | undefined {
    if (this.#broken) throw this.#broken;
    const idx = this.#memory.u16(usedIdxAt(this.ring));
    const ahead = indexDistance(this.#usedIdx, idx);
    if (ahead === 0) return undefined;
    if (ahead > this.#outstanding)
      this.#refuse(`used.idx is ${ahead} ahead, and only ${this.#outstanding} chains are outstanding`);
    const { id, length } = this.#memory.pair(usedElementAt(this.ring, this.#usedIdx));
    if (id >= this.ring.size)
      this.#refuse(`id ${id} is out of range, the queue has ${this.ring.size} entries`);
    const segments = this.#segments[id];
    if (segments === undefined) this.#refuse(`id ${id} is not the head of an outstanding chain`);
    const room = segments.reduce((sum, segment) => sum + (segment.writable ? segment.length : 0), 0);
    if (length > room)
      this.#refuse(`${length} bytes are said to be written to a chain of ${room} writable bytes`);
    const token = this.#tokens[id] as Token;
    this.#release(id, segments.length);
    this.#usedIdx = (this.#usedIdx + 1) & 0xffff;
    return { token, segments, written: length };
  }

  /**
   * The chains that the device has not given back. Only after a reset that was seen to be done, or the
   * device may still be using them.
   */
  detachUnused(): Omit<UsedChain<Token>, 'written'>[] {
    return this.#segments.flatMap((segments, head) => {
      if (!segments) return [];
      const token = this.#tokens[head] as Token;
      this.#release(head, segments.length);
      return [{ token, segments }];
    });
  }

  /** Puts the descriptors of a chain at the front of the free list. */
  #release(head: number, count: number): void {
    let last = head;
    for (let i = 1; i < count; i++) last = this.#next[last] ?? 0;
    this.#next[last] = this.#freeHead;
    this.#freeHead = head;
    this.#free += count;
    this.#segments[head] = undefined;
    this.#tokens[head] = undefined;
    this.#outstanding -= 1;
  }

  #refuse(what: string): never {
    this.#broken = new RingError(`the device broke the used ring: ${what}; the queue is not used any more`);
    throw this.#broken;
  }
}

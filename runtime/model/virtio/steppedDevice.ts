import { deviceStatus } from '../../../machines/index.ts';
import type { VirtioRegisters } from '../../devices/virtioRegisters.ts';
import { DmaRefusedError } from '../../errors.ts';
import type { BusMemory } from '../../virtio/busMemory.ts';
import { type AvailableChain, DeviceQueue } from '../../virtio/deviceQueue.ts';
import type { Segment } from '../../virtio/driverQueue.ts';
import { lengthOf } from '../../virtio/segments.ts';
import type { SplitRing } from '../../virtio/splitRing.ts';

/** What became of an access, or that there was none. */
export type Outcome = 'none' | 'done' | 'blocked';

/**
 * A virtio device with one queue that does one thing at a time, when it is told: an honest device and a hostile one are the same, and
 * differ in what they do when.
 */
export class SteppedDevice {
  readonly #registers: VirtioRegisters;
  readonly #ringMemory: BusMemory;
  readonly #memory: BusMemory;
  #queue: DeviceQueue | undefined;
  #live = false;
  #chain: AvailableChain | undefined;
  #outcome: Outcome = 'none';
  #dropped: SplitRing | undefined;

  /**
   * @param ringMemory the ring as the device reaches it.
   * @param memory everything else as the device reaches it.
   */
  constructor(registers: VirtioRegisters, ringMemory: BusMemory, memory: BusMemory) {
    this.#registers = registers;
    this.#ringMemory = ringMemory;
    this.#memory = memory;
  }

  /** `live` from DRIVER_OK to reset. After a reset, until the next DRIVER_OK, any access is late. */
  get phase(): 'off' | 'live' | 'reset' {
    if (this.#live) return 'live';
    return this.#registers.resets > 0 ? 'reset' : 'off';
  }

  /** Whether it works with this ring: it was told of it, and has not finished a reset since. */
  works(ring: SplitRing): boolean {
    return this.#queue?.ring === ring;
  }

  /** What became of its access to the request that it works on. */
  get outcome(): Outcome {
    return this.#outcome;
  }

  /** Whether it has made up its mind never to report the request in this ring. */
  hasDropped(ring: SplitRing): boolean {
    return this.#dropped === ring;
  }

  setUpQueue(ring: SplitRing): void {
    this.#queue = new DeviceQueue(this.#ringMemory, ring);
  }

  /** The driver has written the status. @param taken bits that were set by it; none for a reset. */
  statusWritten(taken: number): void {
    if ((taken & deviceStatus.DRIVER_OK) !== 0) this.#live = true;
    if (this.#registers.resetting) this.#live = false;
  }

  finishReset(): void {
    this.#registers.finishReset();
    this.#queue = undefined;
    this.#chain = undefined;
    this.#dropped = undefined;
    this.#outcome = 'none';
  }

  /**
   * The request that it works on: the one that it has, or the next of the queue.
   *
   * @throws {DmaRefusedError} if it does not get at the ring.
   */
  request(): AvailableChain | undefined {
    if (!this.#live || this.#dropped) return undefined;
    const next = this.#chain ?? this.#queue?.pop();
    if (next !== this.#chain) this.#outcome = 'none';
    this.#chain = next;
    return next;
  }

  /** What an access to the buffers of a request would come to; nothing is written. */
  outcomeOf({ segments }: AvailableChain): Outcome {
    return segments.every(({ address, length }) => this.reaches(address, length)) ? 'done' : 'blocked';
  }

  /** Whether an access to memory passes. */
  reaches(address: number, length: number): boolean {
    try {
      this.#memory.read(address, new Uint8Array(length));
      return true;
    } catch (error) {
      if (error instanceof DmaRefusedError) return false;
      throw error;
    }
  }

  /** Does the request: it fills what it is to write. Blocked, it does not even begin. */
  access(chain: AvailableChain, answer: Uint8Array): void {
    this.#outcome = this.outcomeOf(chain);
    if (this.#outcome === 'blocked') return;
    const writable = (segments: readonly Segment[]) => segments.filter((segment) => segment.writable);
    for (const { address, length } of writable(chain.segments))
      this.#memory.write(address, answer.subarray(0, length));
  }

  /** Reads memory that nobody told it to use, and writes back what it has read. Whether it passes, {@link reaches} says. */
  stray(address: number, length: number): void {
    if (!this.reaches(address, length)) return;
    const bytes = new Uint8Array(length);
    this.#memory.read(address, bytes);
    this.#memory.write(address, bytes);
  }

  /** Gives the request back, as wholly written. */
  giveBack({ head, segments }: AvailableChain): void {
    this.#queue?.push(head, lengthOf(segments.filter(({ writable }) => writable)));
    this.#chain = undefined;
  }

  /** Never reports the request. */
  drop(): void {
    this.#dropped = this.#queue?.ring;
    this.#chain = undefined;
  }
}

import { deviceStatus, type VirtioFeaturesInput } from '../../machines/index.ts';
import { DmaRefusedError } from '../errors.ts';
import type { BusMemory } from '../virtio/busMemory.ts';
import { type AvailableChain, DeviceQueue } from '../virtio/deviceQueue.ts';
import { RingError } from '../virtio/ringError.ts';
import { lengthOf } from '../virtio/segments.ts';
import type { SplitRing } from '../virtio/splitRing.ts';
import { interruptBits, type VirtioTransport } from '../virtio/virtioTransport.ts';
import { VirtioRegisters } from './virtioRegisters.ts';

/** What makes a virtio device a disk, or a source of entropy. */
export interface DeviceType {
  /** Feature bits of the type. */
  readonly features: bigint;
  readonly queues: number;
  /** The device-specific configuration. */
  readonly config: Uint8Array;
  /**
   * Does one request.
   *
   * @returns bytes written from the start of the writable part.
   * @throws {DmaRefusedError} if memory of the request is not the device's to use.
   * @throws {RingError} if the request is so malformed that it cannot even be answered.
   */
  serve(chain: AvailableChain, memory: BusMemory): number;
}

/** A device and where it sits. */
export interface VirtioDeviceOptions {
  readonly type: DeviceType;
  /** Memory as the device reaches it. */
  readonly memory: BusMemory;
  readonly features?: VirtioFeaturesInput | undefined;
  /**
   * What becomes of a request whose buffers the platform blocked, by the event of the virtqueue's machine: it is
   * never given back; it is given back in full, as QEMU 7.2 does; or the device asks for a reset. Default DROP.
   */
  readonly onBlocked?: 'DROP' | 'FALSE_USED' | 'NEEDS_RESET' | undefined;
}

const QUEUE_SIZE = 256;

/**
 * A virtio device in this process. It is done with a reset as soon as it is told, and its queues are served as soon as they are
 * notified, one request after the other.
 *
 * Source: virtio 1.4 "Basic Facilities of a Virtio Device".
 * Left out: everything that a transport adds (PCI configuration, interrupts with vectors).
 */
export class VirtioDevice implements VirtioTransport {
  readonly #type: DeviceType;
  readonly #memory: BusMemory;
  readonly #onBlocked: NonNullable<VirtioDeviceOptions['onBlocked']>;
  readonly #registers: VirtioRegisters;
  readonly #queues = new Map<number, DeviceQueue>();
  #isr = 0;
  /** Requests that the platform did not let the device carry out. */
  blocked = 0;

  constructor({ type, memory, features, onBlocked = 'DROP' }: VirtioDeviceOptions) {
    this.#type = type;
    this.#memory = memory;
    this.#onBlocked = onBlocked;
    this.#registers = new VirtioRegisters({ ...features, typeFeatures: type.features });
  }

  get #working(): boolean {
    const { DRIVER_OK, DEVICE_NEEDS_RESET } = deviceStatus;
    return (this.#registers.status & (DRIVER_OK | DEVICE_NEEDS_RESET)) === DRIVER_OK;
  }

  async status(): Promise<number> {
    return this.#registers.status;
  }

  async setStatus(status: number): Promise<void> {
    const set = this.#registers.writeStatus(status);
    if (status === 0) {
      this.#registers.finishReset();
      this.#queues.clear();
      this.#isr = 0;
    }
    if ((set & deviceStatus.DRIVER_OK) !== 0) for (const queue of this.#queues.keys()) this.#serve(queue);
  }

  async features(): Promise<bigint> {
    return this.#registers.offered;
  }

  async setFeatures(accepted: bigint): Promise<void> {
    this.#registers.writeFeatures(accepted);
  }

  async config(offset: number, length: number): Promise<Uint8Array> {
    return this.#type.config.slice(offset, offset + length);
  }

  async queueSizeMax(queue: number): Promise<number> {
    return queue < this.#type.queues ? QUEUE_SIZE : 0;
  }

  async setUpQueue(queue: number, ring: SplitRing): Promise<void> {
    this.#queues.set(queue, new DeviceQueue(this.#memory, ring));
  }

  async notify(queue: number): Promise<void> {
    this.#serve(queue);
  }

  async interrupt(): Promise<number> {
    const isr = this.#isr;
    this.#isr = 0;
    return isr;
  }

  #serve(number: number): void {
    const queue = this.#queues.get(number);
    if (!queue) return;
    try {
      while (this.#working) {
        const chain = queue.pop();
        if (!chain) return;
        const written = this.#carryOut(chain);
        if (written === undefined) continue;
        queue.push(chain.head, written);
        this.#isr |= interruptBits.QUEUE;
      }
    } catch (error) {
      if (error instanceof DmaRefusedError) this.#block();
      else if (error instanceof RingError) this.#needsReset();
      else throw error;
    }
  }

  /** Bytes that the device says it wrote, or nothing if it does not give the request back. */
  #carryOut(chain: AvailableChain): number | undefined {
    try {
      return this.#type.serve(chain, this.#memory);
    } catch (error) {
      if (!(error instanceof DmaRefusedError)) throw error;
      this.#block();
      if (this.#onBlocked === 'FALSE_USED')
        return lengthOf(chain.segments.filter(({ writable }) => writable));
      return undefined;
    }
  }

  /** The platform stopped an access. Unless the device asks for a reset, nobody ever hears of it. */
  #block(): void {
    this.blocked += 1;
    if (this.#onBlocked === 'NEEDS_RESET') this.#needsReset();
  }

  #needsReset(): void {
    if (this.#registers.needReset()) this.#isr |= interruptBits.CONFIG;
  }
}

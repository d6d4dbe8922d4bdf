import { deviceStatus } from '../../machines/index.ts';
import type { Direction, DmaOps } from './dmaOps.ts';
import type { DriverQueue, Segment } from './driverQueue.ts';
import { interruptBits, type VirtioTransport } from './virtioTransport.ts';

/** The device does not do what was asked, and says nothing that would explain it. */
export class DeviceStuckError extends Error {
  override readonly name = 'DeviceStuckError';
}

/** A buffer of the guest, by its own address. */
export interface GuestBuffer {
  readonly address: number;
  readonly length: number;
  readonly direction: Direction;
}

/** One request: what the device reads comes first. */
export interface VirtioRequest {
  readonly buffers: readonly GuestBuffer[];
  /** Called once the buffers are the driver's again, with the bytes that the device says it wrote. */
  done(written: number): void;
}

/**
 * Requests of one queue: buffers are mapped, given to the device, and unmapped when it gives them back,
 * with the addresses and lengths that the driver itself kept.
 *
 * Source: Linux 7.2 drivers/virtio/virtio_ring.c vring_map_one_sg, vring_unmap_one_split.
 */
export class RequestQueue {
  readonly #queue: DriverQueue<VirtioRequest>;
  readonly #number: number;
  readonly #transport: VirtioTransport;
  readonly #dma: DmaOps;

  constructor(queue: DriverQueue<VirtioRequest>, number: number, transport: VirtioTransport, dma: DmaOps) {
    this.#queue = queue;
    this.#number = number;
    this.#transport = transport;
    this.#dma = dma;
  }

  /** Whether a request of so many buffers fits now. */
  fits(buffers: number): boolean {
    return this.#queue.free >= buffers;
  }

  /**
   * Puts a request into the queue; the device is not told yet.
   *
   * @throws {Error} from mapping; then no buffer of the request stays mapped, and none is exposed.
   */
  add(request: VirtioRequest): void {
    const segments: Segment[] = [];
    try {
      for (const { address, length, direction } of request.buffers)
        segments.push({
          address: this.#dma.map(address, length, direction),
          length,
          writable: direction === 'FROM_DEVICE',
        });
    } catch (error) {
      this.#unmap(segments);
      throw error;
    }
    this.#queue.add(segments, request);
  }

  /**
   * Tells the device, and waits until it has given everything back.
   *
   * @throws {DeviceStuckError} if it does not.
   * @throws {RingError} if it breaks the ring.
   */
  async finish(): Promise<void> {
    await this.#transport.notify(this.#number);
    for (;;) {
      this.#takeUsed();
      if (this.#queue.outstanding === 0) return;
      const isr = await this.#transport.interrupt();
      if (isr & interruptBits.QUEUE) continue;
      if ((await this.#transport.status()) & deviceStatus.DEVICE_NEEDS_RESET)
        throw new DeviceStuckError('the device has set DEVICE_NEEDS_RESET and gives nothing back');
      if (isr === 0)
        throw new DeviceStuckError(
          `the device has not given back ${this.#queue.outstanding} requests, and its status shows no error (noSilentFailure)`,
        );
    }
  }

  /** Unmaps what the device never gave back. Only after a reset that was seen to be done. */
  release(): void {
    for (const { segments } of this.#queue.detachUnused()) this.#unmap(segments);
  }

  #takeUsed(): void {
    for (let used = this.#queue.takeUsed(); used; used = this.#queue.takeUsed()) {
      this.#unmap(used.segments);
      used.token.done(used.written);
    }
  }

  #unmap(segments: readonly Segment[]): void {
    for (const { address, length, writable } of segments)
      this.#dma.unmap(address, length, writable ? 'FROM_DEVICE' : 'TO_DEVICE');
  }
}

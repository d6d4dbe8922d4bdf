import { DmaRefusedError } from '../../errors.ts';
import type { BusMemory } from '../../virtio/busMemory.ts';
import { type AvailableChain, DeviceQueue } from '../../virtio/deviceQueue.ts';
import type { Segment } from '../../virtio/driverQueue.ts';
import { RingError } from '../../virtio/ringError.ts';
import { indexDistance, type SplitRing, usedElementAt, usedIdxAt } from '../../virtio/splitRing.ts';
import { interruptBits, type VirtioTransport } from '../../virtio/virtioTransport.ts';
import type { Qtest } from './qtest.ts';

/** A queue in both memories. */
interface Copied {
  readonly ring: SplitRing;
  /** Follows the driver, to know which buffers it has exposed. */
  readonly exposed: DeviceQueue;
  readonly chains: Map<number, readonly Segment[]>;
  usedIdx: number;
}

/**
 * A device of QEMU behind the memory of a guest that is not QEMU's: what the driver exposes is copied to
 * QEMU's memory at the same addresses when it notifies, and what QEMU has written is copied back when it
 * interrupts. The copies are made with the eyes of the host, so QEMU gets what a host gets: of a private
 * page, ciphertext.
 *
 * Left out: accesses of QEMU to memory that no descriptor names.
 */
export class QemuDevice implements VirtioTransport {
  readonly #qtest: Qtest;
  readonly #device: VirtioTransport;
  readonly #host: BusMemory;
  readonly #queues = new Map<number, Copied>();

  /** @param host the guest's memory as the host sees it. */
  constructor(qtest: Qtest, device: VirtioTransport, host: BusMemory) {
    this.#qtest = qtest;
    this.#device = device;
    this.#host = host;
  }

  status(): Promise<number> {
    return this.#device.status();
  }

  async setStatus(status: number): Promise<void> {
    if (status === 0) this.#queues.clear();
    await this.#device.setStatus(status);
  }

  features(): Promise<bigint> {
    return this.#device.features();
  }

  setFeatures(accepted: bigint): Promise<void> {
    return this.#device.setFeatures(accepted);
  }

  config(offset: number, length: number): Promise<Uint8Array> {
    return this.#device.config(offset, length);
  }

  queueSizeMax(queue: number): Promise<number> {
    return this.#device.queueSizeMax(queue);
  }

  async setUpQueue(queue: number, ring: SplitRing): Promise<void> {
    this.#queues.set(queue, {
      ring,
      exposed: new DeviceQueue(this.#host, ring),
      chains: new Map(),
      usedIdx: 0,
    });
    await Promise.all([this.#toQemu(ring.desc, 16 * ring.size), this.#toQemu(ring.used, 4)]);
    await this.#device.setUpQueue(queue, ring);
  }

  async notify(number: number): Promise<void> {
    const queue = this.#queues.get(number);
    if (queue) {
      const { ring, chains } = queue;
      const copies: Promise<void>[] = [];
      for (const chain of exposedBy(queue)) {
        chains.set(chain.head, chain.segments);
        // What the device is to write is copied too, so that bytes which it leaves alone stay what they were.
        for (const { address, length } of chain.segments) copies.push(this.#toQemu(address, length));
      }
      copies.push(this.#toQemu(ring.desc, 16 * ring.size), this.#toQemu(ring.avail, 4 + 2 * ring.size));
      await Promise.all(copies);
    }
    await this.#device.notify(number);
  }

  async interrupt(): Promise<number> {
    const isr = await this.#device.interrupt();
    if (isr & interruptBits.QUEUE) for (const queue of this.#queues.values()) await this.#takeUsed(queue);
    return isr;
  }

  /** Buffers first, then the elements of the used ring, its idx last: as the device has written them. */
  async #takeUsed(queue: Copied): Promise<void> {
    const { ring, chains } = queue;
    const idx = await this.#qtest.readMemory(usedIdxAt(ring), 2);
    const now = (idx[0] ?? 0) | ((idx[1] ?? 0) << 8);
    const copies: Promise<void>[] = [];
    for (let left = Math.min(indexDistance(queue.usedIdx, now), ring.size); left > 0; left--) {
      const at = usedElementAt(ring, queue.usedIdx);
      queue.usedIdx = (queue.usedIdx + 1) & 0xffff;
      const element = await this.#qtest.readMemory(at, 8);
      const head = new DataView(element.buffer, element.byteOffset).getUint32(0, true);
      for (const { address, length, writable } of chains.get(head) ?? [])
        if (writable) copies.push(this.#fromQemu(address, length));
      chains.delete(head);
      passes(() => this.#host.write(at, element));
    }
    await Promise.all(copies);
    passes(() => this.#host.write(usedIdxAt(ring), idx));
  }

  async #toQemu(address: number, length: number): Promise<void> {
    const bytes = new Uint8Array(length);
    if (passes(() => this.#host.read(address, bytes))) await this.#qtest.writeMemory(address, bytes);
  }

  async #fromQemu(address: number, length: number): Promise<void> {
    const bytes = await this.#qtest.readMemory(address, length);
    passes(() => this.#host.write(address, bytes));
  }
}

/** Whether the host may: what it may not, does not happen, and nobody is told. */
function passes(access: () => void): boolean {
  try {
    access();
    return true;
  } catch (error) {
    if (error instanceof DmaRefusedError) return false;
    throw error;
  }
}

/** Chains that the driver has newly made available, as far as the host can make sense of the ring. */
function exposedBy({ exposed }: Copied): AvailableChain[] {
  const chains: AvailableChain[] = [];
  try {
    for (let chain = exposed.pop(); chain; chain = exposed.pop()) chains.push(chain);
  } catch (error) {
    // A private ring is noise to the host, and so it is to QEMU.
    if (!(error instanceof RingError || error instanceof DmaRefusedError)) throw error;
  }
  return chains;
}

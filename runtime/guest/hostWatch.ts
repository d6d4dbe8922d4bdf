import { physAddr } from '../addresses.ts';
import { type GuestMemory, PAGE_SIZE } from '../memory/index.ts';
import type { SplitRing } from '../virtio/splitRing.ts';
import type { VirtioTransport } from '../virtio/virtioTransport.ts';
import type { SeenMarks } from './secrets.ts';

/**
 * A device whose host is curious: whenever the driver notifies, before the device does anything, it reads
 * every shared page there is (M10), and looks for marks.
 */
export class HostWatch implements VirtioTransport {
  readonly #device: VirtioTransport;
  readonly #memory: GuestMemory;
  readonly #seen: SeenMarks;

  constructor(device: VirtioTransport, memory: GuestMemory, seen: SeenMarks) {
    this.#device = device;
    this.#memory = memory;
    this.#seen = seen;
  }

  /** Reads all memory, private pages too: whatever the host makes of them. */
  lookAtEverything(): void {
    this.#look(() => true);
  }

  async notify(queue: number): Promise<void> {
    this.#look((page) => this.#memory.controller.visibility(page) === 'shared');
    await this.#device.notify(queue);
  }

  status(): Promise<number> {
    return this.#device.status();
  }
  setStatus(status: number): Promise<void> {
    return this.#device.setStatus(status);
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
  setUpQueue(queue: number, ring: SplitRing): Promise<void> {
    return this.#device.setUpQueue(queue, ring);
  }
  interrupt(): Promise<number> {
    return this.#device.interrupt();
  }

  #look(at: (page: number) => boolean): void {
    const { controller, host } = this.#memory;
    for (let page = 0; page < controller.pages; page++)
      if (at(page)) this.#seen.look(host.read(physAddr(controller.start + page * PAGE_SIZE), PAGE_SIZE));
  }
}

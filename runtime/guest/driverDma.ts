import { apiOf, type VirtioDriverContext } from '../../machines/index.ts';
import { dmaAddr, physAddr } from '../addresses.ts';
import type { DmaOps } from '../virtio/dmaOps.ts';
import type { Guest } from './guest.ts';

/** Which kind of address the driver passes. */
export type AddressKind = ReturnType<typeof apiOf>;

/** What the driver was seen to have mapped. Sizes in bytes. */
export interface DmaCounts {
  mappings: number;
  mapped: number;
  bouncedMappings: number;
  bounced: number;
}

/**
 * The addresses that a virtio driver passes to its device: those of the DMA API, or physical ones where its
 * machine says that it goes round the API, rings and buffers alike.
 *
 * Source: Linux 7.3 drivers/virtio/virtio_ring.c vring_use_map_api, vring_alloc_queue, vring_map_one_sg;
 * drivers/hv/channel.c __vmbus_establish_gpadl for rings of a confidential channel.
 */
export class DriverDma implements DmaOps {
  readonly counts: DmaCounts = { mappings: 0, mapped: 0, bouncedMappings: 0, bounced: 0 };
  readonly #guest: Guest;

  constructor(guest: Guest) {
    this.#guest = guest;
  }

  get kind(): AddressKind {
    return apiOf(this.#guest.driver.view(0).context as unknown as VirtioDriverContext);
  }

  map(buffer: number, length: number, direction: 'TO_DEVICE' | 'FROM_DEVICE'): number {
    this.counts.mappings += 1;
    this.counts.mapped += length;
    if (this.kind === 'physical') return buffer;
    const { api, device } = this.#guest.dma(this.kind);
    const address = api.dmaMapSingle(device, physAddr(buffer), length, direction);
    // Bounced or not shows in the address: on this platform it is the place in memory.
    if (address !== buffer) {
      this.counts.bouncedMappings += 1;
      this.counts.bounced += length;
    }
    return address;
  }

  unmap(address: number, length: number, direction: 'TO_DEVICE' | 'FROM_DEVICE'): void {
    if (this.kind === 'physical') return;
    const { api, device } = this.#guest.dma(this.kind);
    api.dmaUnmapSingle(device, dmaAddr(address), length, direction);
  }

  allocCoherent(bytes: number): number {
    const { device: rules, platform } = this.#guest.design;
    // The rings of a confidential VMBus channel are memory of the bus, which shares nothing; and where nothing
    // is protected, there is nothing to convert.
    const asItIs = rules?.privateBy === 'bus' || platform?.path === 'open';
    if (this.kind === 'physical' || asItIs) return this.#guest.allocPages(bytes);
    const { api, device } = this.#guest.dma(this.kind);
    return api.dmaAllocCoherent(device, bytes).dmaAddr;
  }
}

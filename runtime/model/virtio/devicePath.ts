import type { PlatformInput } from '../../../machines/index.ts';
import { dmaAddr, physAddr } from '../../addresses.ts';
import { Bus, endpointRequester, type Requester, tdiRequester } from '../../bus/index.ts';
import { hostView } from '../../guest/memoryViews.ts';
import { blockingIommu, type Iommu, noIommu } from '../../iommu/index.ts';
import type { GuestMemory } from '../../memory/index.ts';
import type { BusMemory } from '../../virtio/busMemory.ts';

/** A range of memory. Size in bytes. */
export interface MemoryRange {
  readonly start: number;
  readonly size: number;
}

const DEVICE = 0;

/**
 * The way of a device to guest memory, with the gate that the platform of a design puts there: pages that are not the host's
 * (`poolOnly`), an IOMMU (`block`), Bus Master Enable (`busMaster`), or nothing (`open`). Behind Bus Master Enable, the bounce pool is
 * memory of the device, which it reaches without the bus.
 */
export class DevicePath {
  readonly memory: BusMemory;
  readonly #guest: GuestMemory;
  readonly #requester: Requester;
  readonly #iommu: Iommu;
  readonly #isPci: boolean;

  /** @param pool memory of the bounce pool, wherever it is. */
  constructor(guest: GuestMemory, { path, busMaster = false }: PlatformInput, pool: MemoryRange) {
    this.#guest = guest;
    this.#isPci = path === 'busMaster';
    this.#requester = this.#isPci
      ? tdiRequester(DEVICE, { bme: busMaster ? 1 : 0 })
      : endpointRequester(DEVICE, { reaches: 'shared' });
    this.#iommu = path === 'block' ? blockingIommu : noIommu(guest.platform);
    const bus = new Bus(guest.controller);
    bus.attach(DEVICE, { requester: this.#requester, iommu: this.#iommu });
    const port = bus.portOf(DEVICE);
    const own = hostView(guest);
    const isOwn = (address: number, size: number) =>
      this.#isPci && address >= pool.start && address + size <= pool.start + pool.size;
    this.memory = {
      read: (address, into) => (isOwn(address, into.length) ? own : port).read(address, into),
      write: (address, from) => (isOwn(address, from.length) ? own : port).write(address, from),
    };
  }

  /** What stands between the device and memory, as the gates are: `ram` is an address that no pool has. */
  path(ram: number): NonNullable<PlatformInput['path']> {
    if (this.#isPci) return 'busMaster';
    const access = { device: DEVICE, access: 'read', t: 0, address: dmaAddr(ram) } as const;
    if ('refused' in this.#iommu.translate(access)) return 'block';
    return this.#guest.visibility(physAddr(ram)) === 'shared' ? 'open' : 'poolOnly';
  }

  /** Bus Master Enable of the device, where that is asked for. */
  get busMaster(): boolean {
    return this.#isPci && this.#requester.view(0).context['bme'] === 1;
  }

  setBusMaster(on: boolean): void {
    this.#requester.step(0, {
      type: 'WRITE_COMMAND',
      device: DEVICE,
      writer: 'guest',
      bme: on ? 1 : 0,
      mse: 1,
    });
  }
}

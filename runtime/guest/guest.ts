import { virtioDriverMachine } from '../../machines/index.ts';
import { physAddr } from '../addresses.ts';
import { Bus, type BusPort, endpointRequester, type Requester, tdiRequester } from '../bus/index.ts';
import { NotCapableError } from '../errors.ts';
import { blockingIommu, noIommu } from '../iommu/index.ts';
import { GuestMemory, PAGE_SIZE, platforms } from '../memory/index.ts';
import { Parts } from '../parts.ts';
import type { BusMemory } from '../virtio/busMemory.ts';
import type { GuestDesign } from './guestDesign.ts';
import { type GuestDma, guestDma } from './guestDma.ts';
import { type Pools, poolsOf } from './guestPools.ts';
import { cpuView, hostView } from './memoryViews.ts';

/** How a design is brought to life. */
export interface GuestOptions {
  readonly design: GuestDesign;
  /** Whether the device is made private, as the design does that. */
  readonly isPrivate: boolean;
  /** Bytes of memory. Default 8 MiB. */
  readonly size?: number;
  /** Slots of each pool. Default 1024: 2 MiB. */
  readonly nslabs?: number;
}

const device = 0;
/** Where memory begins: below, a PC has no RAM in one piece. */
const START = physAddr(0x10_0000);

/**
 * A running guest of one design, with one device: its memory and pools, the bus, the machine of the device's
 * driver, and the DMA layer. A design of the DMA path runs as a confidential guest; one of a restricted
 * virtio device as a guest whose hypervisor lends the host its pool and nothing else.
 *
 * Left out: hostile moves; the guest is set up without any.
 */
export class Guest {
  readonly design: GuestDesign;
  readonly memory: GuestMemory;
  readonly pools: Pools;
  readonly driver: Parts;
  readonly isPrivate: boolean;
  /** Memory as the driver's CPU, the host and the device have it. */
  readonly cpu: BusMemory;
  readonly host: BusMemory;
  readonly port: BusPort;
  readonly #requester: Requester;
  #dma: GuestDma | undefined;

  /** @throws {NotCapableError} if the design has no way to make a device private, and that is asked for. */
  constructor({ design, isPrivate, size = 8 << 20, nslabs = 1024 }: GuestOptions) {
    const { device: rules, endpoint = { reaches: 'shared' }, platform, restrictedPool, tdi } = design;
    if (isPrivate && (rules?.privateBy ?? 'nobody') === 'nobody')
      throw new NotCapableError(`${design.name} has no private devices`);
    this.design = design;
    // A device of the paravisor reaches private memory only, whether the guest knows that or not.
    this.isPrivate = isPrivate || endpoint.reaches === 'private';
    // Shared or private is no bit of an address on the bus of this platform, so that QEMU can follow it.
    const page = design.page ? { page: design.page } : {};
    this.memory = new GuestMemory({ size, start: START, platform: platforms.sevSnp, ...page });
    this.pools = poolsOf(design, this.memory, nslabs);
    this.cpu = cpuView(this.memory);
    this.host = hostView(this.memory);

    this.#requester = tdi ? tdiRequester(device, { ...tdi, bme: 1 }) : endpointRequester(device, endpoint);
    const bus = new Bus(this.memory.controller);
    const iommu = platform?.path === 'block' ? blockingIommu : noIommu(this.memory.platform);
    bus.attach(device, { requester: this.#requester, iommu });
    this.port = bus.portOf(device);

    const family = { machine: virtioDriverMachine, input: design.virtioDriver };
    this.driver = new Parts(family, 1, () => 'the virtio driver');
    const { restricted, onDevice } = this.pools;
    if (restrictedPool?.guestKnows !== false && (onDevice || typeof restricted === 'object'))
      this.driver.step(0, { type: 'POOL_ATTACH', device });
    // What is accepted as private is so before its driver sees it.
    if (!restrictedPool) this.dma('dma');
  }

  /** Slots of all pools, and the most that were in use. */
  get slots(): { readonly total: number; readonly hiwater: number } {
    const mems = Object.values(this.pools).flatMap((pool) => (typeof pool === 'object' ? [pool.mem] : []));
    return {
      total: mems.reduce((sum, { nslabs }) => sum + nslabs, 0),
      hiwater: mems.reduce((sum, { usedHiwater }) => sum + usedHiwater, 0),
    };
  }

  /** The DMA layer with the device in it. It depends on what was negotiated, where the pool is one of the device. */
  dma(kind: 'dma' | 'bounceBuffer'): GuestDma {
    this.#dma ??= guestDma({
      design: this.design,
      memory: this.memory,
      pools: this.pools,
      requester: this.#requester,
      isPrivate: this.isPrivate,
      kind,
    });
    return this.#dma;
  }

  /**
   * Pages of the driver, at least so many bytes. On an open platform the host sees all memory, these pages too.
   *
   * @throws {FullError} if there are not as many.
   */
  allocPages(bytes: number): number {
    const size = Math.ceil(bytes / PAGE_SIZE) * PAGE_SIZE;
    const at = this.memory.allocPages(size, device);
    if (this.design.platform?.path === 'open') this.memory.setMemoryDecrypted(at, size);
    return at;
  }
}

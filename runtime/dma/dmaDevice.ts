import type { Parts } from '../parts.ts';
import {
  type Swiotlb,
  type SwiotlbDevice,
  type SwiotlbDeviceInput,
  swiotlbDevice,
} from '../swiotlb/index.ts';
import type { Fact } from './decisions/index.ts';
import type { GuestIommu } from './iommuDma.ts';

/** The pools that a device may be given; which one it is, the decision `attachPool` says. */
export interface DevicePools {
  /** The pool of all devices. */
  readonly default?: Swiotlb;
  /** What the device tree describes for this device: a pool, one with a property that is refused, or one that fails. */
  readonly restricted?: Swiotlb | 'rejected' | 'fails';
  /** A pool of private memory, for designs that have one. */
  readonly private?: Swiotlb;
  /** The pool that a virtio device brings with it (VIRTIO_PCI_CAP_SWIOTLB). */
  readonly onDevice?: Swiotlb;
}

/** What a bus and a driver say of a device: `struct device`, as far as the DMA API reads it. */
export interface DmaDeviceInput
  extends Omit<SwiotlbDeviceInput, 'name' | 'dmaOffset' | 'dmaOffsetEncrypted' | 'forceDmaUnencrypted'> {
  readonly name: string;
  /** Who takes pages for it from the page allocator. Default 0. */
  readonly number?: number;
  /** Highest address of coherent memory. Default `dmaMask`. */
  readonly coherentDmaMask?: bigint;
  /** Longest segment of a scatter list, in bytes. Default 64 KiB. Source: dma_get_max_seg_size. */
  readonly maxSegSize?: number;
  /** Facts of this device, such as `coherent` and `pciUntrusted`. Default: it is coherent. */
  readonly facts?: Partial<Record<Fact, boolean>>;
  readonly pools?: DevicePools;
  /** The IOMMU that the guest drives for it. Default: none, or one that the guest does not see. */
  readonly iommu?: GuestIommu;
}

/** A device that the DMA API serves; made by `DmaApi.addDevice`. Whoever holds the same object is the same device. */
export class DmaDevice implements SwiotlbDevice {
  readonly name: string;
  readonly number: number;
  readonly minAlignMask: number;
  readonly boundarySize: number;
  readonly boundarySlots: number;
  readonly dmaLimit: number;
  readonly dmaOffset = 0;
  readonly dmaOffsetEncrypted = 0;
  /** Highest address of coherent memory that mask and bus admit, or Infinity. */
  readonly coherentLimit: number;
  readonly maxSegSize: number;
  readonly facts: Partial<Record<Fact, boolean>>;
  readonly pools: DevicePools;
  readonly iommu: GuestIommu | undefined;
  /** The guest's view of the device: a family of one. */
  readonly life: Parts;
  /** What dma-direct holds it for: a family of one. */
  readonly decision: Parts;
  /** `dev->dma_io_tlb_mem`. */
  ioTlbMem: Swiotlb | undefined = undefined;
  /** `dev->dma_skip_sync`: syncs do nothing, until the first bounce. */
  skipSync = false;
  readonly #forceDmaUnencrypted: (device: DmaDevice) => boolean;

  /** @throws {RangeError} for masks that are no masks. */
  constructor(
    input: DmaDeviceInput,
    life: Parts,
    decision: Parts,
    forceDmaUnencrypted: (device: DmaDevice) => boolean,
  ) {
    const { name, number = 0, coherentDmaMask = input.dmaMask, maxSegSize = 0x1_0000, pools = {} } = input;
    const streaming = swiotlbDevice(input);
    this.name = name;
    this.number = number;
    this.minAlignMask = streaming.minAlignMask;
    this.boundarySize = streaming.boundarySize;
    this.boundarySlots = streaming.boundarySlots;
    this.dmaLimit = streaming.dmaLimit;
    this.coherentLimit = swiotlbDevice({
      ...input,
      ...(coherentDmaMask === undefined ? {} : { dmaMask: coherentDmaMask }),
    }).dmaLimit;
    this.maxSegSize = maxSegSize;
    this.facts = { coherent: true, ...input.facts };
    this.pools = pools;
    this.iommu = input.iommu;
    this.life = life;
    this.decision = decision;
    this.#forceDmaUnencrypted = forceDmaUnencrypted;
  }

  get forceDmaUnencrypted(): boolean {
    return this.#forceDmaUnencrypted(this);
  }
}

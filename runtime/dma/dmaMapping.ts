import type { DmaAddr, PhysAddr } from '../addresses.ts';
import type { Parts } from '../parts.ts';
import type { Swiotlb } from '../swiotlb/index.ts';
import type { DmaDebugEntry } from './dmaDebugEntry.ts';
import type { DmaDevice } from './dmaDevice.ts';
import type { IovaRange } from './iommuDma.ts';

/** Where the bytes of a bounced mapping are. */
export interface Bounced {
  readonly swiotlb: Swiotlb;
  readonly tlbAddr: PhysAddr;
}

/** A live mapping of the DMA API, or coherent memory. */
export interface DmaMapping extends DmaDebugEntry {
  readonly dev: DmaDevice;
  readonly phys: PhysAddr;
  readonly dmaAddr: DmaAddr;
  readonly bounced?: Bounced;
  /** Behind an IOMMU, what goes with this mapping: of a merged list, the first segment has it. */
  readonly range?: IovaRange;
  /**
   * Its life, a family of one that hears events with all indexes 0. Absent for what `mappingMachine` leaves
   * out: coherent memory and registers.
   */
  readonly life?: Parts;
}

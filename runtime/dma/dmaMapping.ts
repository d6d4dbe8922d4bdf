import type { DmaAddr, PhysAddr } from '../addresses.ts';
import type { Parts } from '../parts.ts';
import type { Swiotlb } from '../swiotlb/index.ts';
import type { DmaDebugEntry } from './dmaDebugEntry.ts';
import type { DmaDevice } from './dmaDevice.ts';

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
  /**
   * Its life, a family of one that hears events with all indexes 0. Absent for what `mappingMachine` leaves
   * out: coherent memory and registers.
   */
  readonly life?: Parts;
}

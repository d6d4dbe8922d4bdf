import type { Direction } from '../../machines/index.ts';
import { hex } from '../addresses.ts';

/** How memory was mapped, as dma-debug names it. Source: Linux 6.12 kernel/dma/debug.c type2name. */
export type DmaDebugType = 'single' | 'scatter-gather' | 'coherent' | 'resource' | 'noncoherent';

/** What a call of the DMA API says of memory: what it maps, gives back or syncs. Addresses and sizes in bytes. */
export interface DmaDebugRef {
  /** Name of the device. */
  readonly device: string;
  readonly type: DmaDebugType;
  readonly dmaAddr: number;
  readonly size: number;
  readonly dir: Direction;
  /** Physical address of what was mapped; of a free, that of the memory that the caller gives back. */
  readonly phys?: number;
  /** Entries of the list that the caller passed. Only of scatter-gather. */
  readonly sgCallEnts?: number;
}

/** A mapping that dma-debug knows. */
export interface DmaDebugEntry extends DmaDebugRef {
  readonly phys: number;
}

/** What is known of a mapping, for messages. */
export const entryText = ({ type, dmaAddr, size, dir, phys }: DmaDebugEntry): string =>
  `the mapping of ${size} bytes at ${hex(dmaAddr)} (${dir}, mapped as ${type}, of memory at ${hex(phys)})`;

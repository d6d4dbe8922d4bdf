import { PAGE_SIZE } from '../memory/index.ts';

/** log2 of the size of a slot. Source: Linux 6.12 include/linux/swiotlb.h. */
export const IO_TLB_SHIFT = 11;
/** Bytes of a slot. */
export const IO_TLB_SIZE = 1 << IO_TLB_SHIFT;
/** Slots of a segment, which no allocation crosses: 128 slots of 2 KiB make a mapping of 256 KiB at most. */
export const IO_TLB_SEGSIZE = 128;
/** Bytes of the default pool where nobody asks for another size. */
export const IO_TLB_DEFAULT_SIZE = 64 << 20;
/** Slots below which Linux does not go when memory for a pool is short: 1 MiB. */
export const IO_TLB_MIN_SLABS = (1 << 20) >> IO_TLB_SHIFT;

/** Slots that so many bytes need. Source: Linux 6.12 kernel/dma/swiotlb.c nr_slots. */
export const nrSlots = (bytes: number): number => Math.ceil(bytes / IO_TLB_SIZE);

/** log2 of the pages that hold so many bytes, rounded up. Source: Linux 6.12 include/asm-generic/getorder.h. */
export const getOrder = (bytes: number): number => 32 - Math.clz32(Math.ceil(bytes / PAGE_SIZE) - 1);

/** Smallest multiple of `unit` that is not less. Source: Linux 6.12 include/linux/align.h ALIGN. */
export const alignUp = (n: number, unit: number): number => Math.ceil(n / unit) * unit;

/** Areas that a pool of so many slots has room for: none is smaller than a segment. Source: limit_nareas. */
export const limitNareas = (nareas: number, nslabs: number): number =>
  nslabs < nareas * IO_TLB_SEGSIZE ? Math.floor(nslabs / IO_TLB_SEGSIZE) : nareas;

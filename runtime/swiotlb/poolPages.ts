import type { PhysAddr } from '../addresses.ts';
import { PAGE_SIZE } from '../memory/index.ts';
import { alignUp, getOrder, IO_TLB_SEGSIZE, IO_TLB_SIZE, limitNareas } from './ioTlb.ts';
import type { IoTlbPoolGeometry } from './ioTlbPool.ts';

/** Zones of the page allocator. `normal` is anywhere. */
export type Zone = 'normal' | 'dma32' | 'dma';

/** Where the pages of dynamic and transient pools come from, and how they change hands. */
export interface PoolPages {
  /** `alloc_pages`: 2^order pages, or undefined. */
  allocPages(order: number, zone: Zone): PhysAddr | undefined;
  freePages(start: PhysAddr, order: number): void;
  /** Makes whole pages shared; false if that failed. Absent where memory is not encrypted. */
  setMemoryDecrypted?(start: PhysAddr, pages: number): boolean;
  /** Makes whole pages private; false if that failed, and then nobody knows what they are. */
  setMemoryEncrypted?(start: PhysAddr, pages: number): boolean;
  /** Memory that is shared already, for callers that must not wait. Absent without CONFIG_DMA_COHERENT_POOL. */
  allocFromAtomicPool?(bytes: number): PhysAddr | undefined;
  /** Takes memory back if it came from there, and says so. */
  freeToAtomicPool?(start: PhysAddr, bytes: number): boolean;
}

/** What a new pool should be. */
export interface PoolRequest {
  readonly nslabs: number;
  /** Not to be halved below this. */
  readonly nslabsMin: number;
  readonly nareas: number;
  /** Highest physical address. */
  readonly physLimit: number;
  /** Whether the pages are to be made shared. */
  readonly convert: boolean;
  /** The caller must not wait and its device needs shared memory: only the atomic pool will do. */
  readonly atomic: boolean;
  /** Whether the kernel has ZONE_DMA, CONFIG_ZONE_DMA. */
  readonly zoneDma: boolean;
}

/** Slots of the largest block that the page allocator has, 4 MiB. Source: SLABS_PER_PAGE << MAX_PAGE_ORDER. */
const NSLABS_OF_MAX_ORDER = (PAGE_SIZE / IO_TLB_SIZE) << 10;
const ZONE_DMA_LIMIT = 2 ** 24 - 1;
const ZONE_DMA32_LIMIT = 2 ** 32 - 1;

/**
 * Memory for a pool, halved until it is to be had, or undefined.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_alloc_pool, swiotlb_alloc_tlb.
 */
export function allocPoolPages(pages: PoolPages, request: PoolRequest): IoTlbPoolGeometry | undefined {
  let { nslabs, nareas } = request;
  if (nslabs > NSLABS_OF_MAX_ORDER) {
    nslabs = NSLABS_OF_MAX_ORDER;
    nareas = limitNareas(nareas, nslabs);
  }
  for (;;) {
    const start = allocTlb(pages, nslabs * IO_TLB_SIZE, request);
    if (start !== undefined) return { start, nslabs, nareas };
    if (nslabs <= request.nslabsMin) return undefined;
    nslabs = alignUp(nslabs >> 1, IO_TLB_SEGSIZE);
    nareas = limitNareas(nareas, nslabs);
  }
}

function allocTlb(pages: PoolPages, bytes: number, request: PoolRequest): PhysAddr | undefined {
  if (request.atomic) return pages.allocFromAtomicPool?.(bytes);
  const { physLimit } = request;
  let zone: Zone = physLimit <= ZONE_DMA_LIMIT ? 'dma' : physLimit <= ZONE_DMA32_LIMIT ? 'dma32' : 'normal';
  for (;;) {
    const start = allocDmaPages(pages, bytes, zone, request);
    if (start !== 'too high') return start;
    if (zone === 'normal') zone = 'dma32';
    else if (zone !== 'dma' && request.zoneDma) zone = 'dma';
    else return undefined;
  }
}

/** Source: Linux 6.12 kernel/dma/swiotlb.c alloc_dma_pages. */
function allocDmaPages(
  pages: PoolPages,
  bytes: number,
  zone: Zone,
  { physLimit, convert }: PoolRequest,
): PhysAddr | 'too high' | undefined {
  const order = getOrder(bytes);
  const start = pages.allocPages(order, zone);
  if (start === undefined) return undefined;
  if (start + bytes - 1 > physLimit) {
    pages.freePages(start, order);
    return 'too high';
  }
  const count = Math.ceil(bytes / PAGE_SIZE);
  if (!convert || (pages.setMemoryDecrypted?.(start, count) ?? true)) return start;
  // Pages of which nobody knows whether the host reads them are never used again.
  if (pages.setMemoryEncrypted?.(start, count) ?? true) pages.freePages(start, order);
  return undefined;
}

/**
 * Gives the memory of a pool back, unless it cannot be made private again: then it is leaked on purpose.
 *
 * @returns whether it was given back.
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_free_tlb.
 */
export function freePoolPages(pages: PoolPages, start: PhysAddr, nslabs: number, convert: boolean): boolean {
  const bytes = nslabs * IO_TLB_SIZE;
  if (pages.freeToAtomicPool?.(start, bytes)) return true;
  if (convert && !(pages.setMemoryEncrypted?.(start, Math.ceil(bytes / PAGE_SIZE)) ?? true)) return false;
  pages.freePages(start, getOrder(bytes));
  return true;
}

import { type Iova, iova } from '../addresses.ts';
import { FullError } from '../errors.ts';
import { PAGE_SIZE } from '../memory/index.ts';

/** Above this no IOMMU of ours translates. Source: 48 bits of AMD-Vi, VT-d and SMMUv3. */
const IOVA_MAX = 2 ** 48 - 1;

/**
 * I/O virtual addresses of one device: the highest free range below its limit, aligned to its size rounded up to a
 * power of two. Page 0 is never given out.
 *
 * Source: Linux 6.12 drivers/iommu/iova.c __alloc_and_insert_iova_range (from memory).
 * Left out: below 4 GiB first for PCI; caches of freed ranges; reserved regions.
 */
export class IovaAllocator {
  /** Start and size of what is in use, highest first. */
  #used: { readonly start: Iova; readonly size: number }[] = [];

  /** @throws {FullError} if nothing is free below the limit. */
  alloc(size: number, limit: number): Iova {
    const align = 2 ** Math.ceil(Math.log2(size));
    const below = (end: number): number => Math.floor((end - size) / align) * align;
    let start = below(Math.min(limit, IOVA_MAX) + 1);
    for (const range of this.#used) {
      if (start >= range.start + range.size) break;
      if (start + size > range.start) start = below(range.start);
    }
    if (start < PAGE_SIZE)
      throw new FullError(`no ${size} bytes of I/O virtual addresses are free below ${limit}`);
    this.#used = [...this.#used, { start: iova(start), size }].sort((a, b) => b.start - a.start);
    return iova(start);
  }

  free(start: Iova): void {
    this.#used = this.#used.filter((range) => range.start !== start);
  }
}

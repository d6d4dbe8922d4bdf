/** Bytes of a cache line. Source: Linux 6.12 arch/x86/include/asm/cache.h L1_CACHE_SHIFT. */
const CACHELINE = 64;
/** Overlaps that Linux can count in three tags of a radix tree. Source: RADIX_TREE_MAX_TAGS. */
const OVERLAP_MAX = 2 ** 3 - 1;

/**
 * How often the first cache line of a mapping is in use by devices that write it.
 *
 * Source: Linux 6.12 kernel/dma/debug.c active_cacheline_insert, active_cacheline_remove.
 * Left out, as in Linux: all cache lines of a mapping but the first.
 */
export class ActiveCachelines {
  /** Mappings beyond the first, by cache line. */
  readonly #overlaps = new Map<number, number>();

  /** Overlaps that one more mapping here would make: 0 for none. */
  overlapsWith(phys: number): number {
    const known = this.#overlaps.get(lineOf(phys));
    return known === undefined ? 0 : known + 1;
  }

  /** Whether {@link overlapsWith} is more than Linux counts. */
  exceeds(phys: number): boolean {
    return this.overlapsWith(phys) > OVERLAP_MAX;
  }

  insert(phys: number): void {
    this.#overlaps.set(lineOf(phys), Math.min(this.overlapsWith(phys), OVERLAP_MAX));
  }

  remove(phys: number): void {
    const overlaps = this.#overlaps.get(lineOf(phys)) ?? 0;
    if (overlaps === 0) this.#overlaps.delete(lineOf(phys));
    else this.#overlaps.set(lineOf(phys), overlaps - 1);
  }
}

const lineOf = (phys: number): number => Math.floor(phys / CACHELINE);

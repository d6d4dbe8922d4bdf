import { hex, type PhysAddr, physAddr } from '../addresses.ts';
import { FullError, MisuseError } from '../errors.ts';
import { type GuestMemory, PAGE_SIZE } from '../memory/index.ts';

/**
 * Memory that is shared once and for all, for allocations that must not wait for a conversion.
 *
 * Source: Linux 6.12 kernel/dma/pool.c atomic_pool_expand, dma_alloc_from_pool, dma_free_from_pool
 * (gen_pool_first_fit_order_align; never shrinks).
 * Left out: growing; pools of zones; the alignment of an allocation to its order.
 */
export class AtomicPool {
  readonly start: PhysAddr;
  readonly size: number;
  /** For each page, the pages of the allocation that begins there; 0 where none does. */
  readonly #allocated: Uint32Array;
  readonly #used: Uint8Array;

  /**
   * @throws {FullError} if memory has no such run of pages.
   * @throws {ConversionError} if the host does not convert it; its pages are leaked then.
   */
  constructor(memory: GuestMemory, size: number) {
    this.start = memory.allocPages(size, 'pool');
    this.size = size;
    memory.setMemoryDecrypted(this.start, size);
    this.#allocated = new Uint32Array(size / PAGE_SIZE);
    this.#used = new Uint8Array(size / PAGE_SIZE);
  }

  /** The first run of free pages that is long enough. @throws {FullError} if there is none. */
  alloc(size: number): PhysAddr {
    const pages = Math.ceil(size / PAGE_SIZE);
    for (let page = 0, run = 0; page < this.#used.length; page++) {
      run = this.#used[page] === 0 ? run + 1 : 0;
      if (run < pages) continue;
      const first = page + 1 - pages;
      this.#used.fill(1, first, page + 1);
      this.#allocated[first] = pages;
      return physAddr(this.start + first * PAGE_SIZE);
    }
    throw new FullError(
      `the atomic pool at ${hex(this.start)} has no ${pages} pages in a row: ${this.#used.filter((used) => used === 1).length} of ${this.#used.length} are used`,
    );
  }

  contains(at: PhysAddr): boolean {
    return at >= this.start && at < this.start + this.size;
  }

  /** @throws {MisuseError} unless the address is what {@link alloc} returned, and is not yet given back. */
  free(at: PhysAddr): void {
    const first = (at - this.start) / PAGE_SIZE;
    const pages = this.#allocated[first] ?? 0;
    if (pages === 0)
      throw new MisuseError(`nothing that was allocated from the atomic pool begins at ${hex(at)}`);
    this.#used.fill(0, first, first + pages);
    this.#allocated[first] = 0;
  }
}

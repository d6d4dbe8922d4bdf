import { PAGE_SIZE } from '../../runtime/index.ts';
import { type Direction, directions } from './direction.ts';

/** Pages that are remembered in any case: 64 MiB of memory. */
const PAGES_MIN = 16_384;

const pageOf = (address: number): number => Math.floor(address / PAGE_SIZE);

/** A piece of memory that is mapped: where it was before any bouncing. */
export interface Original {
  readonly dir: Direction;
  readonly device: object;
  readonly start: number;
  readonly end: number;
}

/**
 * Which originals of live mappings share bytes or pages. Drivers do that, and it is legal: what is counted
 * here is a fact about a run, not a fault.
 */
export class Originals {
  /** Pairs alive at once, by sharing, devices, and both directions, the lower first. */
  readonly #pairs = new Int32Array(4 * directions.length ** 2);
  /** What lies in each page. A page keeps its list when that is empty, since it will most likely be mapped again. */
  readonly #pages = new Map<number, Original[]>();
  /** Pages from which on those are forgotten where nothing lies. */
  #pagesMax = PAGES_MIN;

  /** Adds an original, and counts it against those that are there. */
  add(original: Original): void {
    const first = pageOf(original.start);
    const last = pageOf(original.end - 1);
    for (let page = first; page <= last; page++) {
      const there = this.#pages.get(page);
      if (there === undefined) {
        if (this.#pages.size >= this.#pagesMax) this.#forget();
        this.#pages.set(page, [original]);
        continue;
      }
      for (const other of there) this.#count(other, original, page, first);
      there.push(original);
    }
  }

  remove(original: Original): void {
    const last = pageOf(original.end - 1);
    for (let page = pageOf(original.start); page <= last; page++) {
      const there = this.#pages.get(page);
      if (there && there.length > 1) there.splice(there.indexOf(original), 1);
      else there?.pop();
    }
  }

  #forget(): void {
    for (const [page, there] of this.#pages) if (there.length === 0) this.#pages.delete(page);
    this.#pagesMax = Math.max(PAGES_MIN, 2 * this.#pages.size);
  }

  /** How many pairs there were of each kind. */
  overlaps(): Record<string, number> {
    const told: Record<string, number> = {};
    for (const [at, count] of this.#pairs.entries()) {
      if (count === 0) continue;
      const n = directions.length;
      const dirs = [directions[Math.floor(at / n) % n], directions[at % n]].join('/');
      const sharing = Math.floor(at / n ** 2);
      told[`same ${sharing & 1 ? 'bytes' : 'page'} ${dirs}${sharing & 2 ? ' of two devices' : ''}`] = count;
    }
    return told;
  }

  /** Each pair once: on the first page that both of them touch. */
  #count(other: Original, original: Original, page: number, first: number): void {
    if (page !== Math.max(first, Math.floor(other.start / PAGE_SIZE))) return;
    const n = directions.length;
    const bytes = other.start < original.end && original.start < other.end ? 1 : 0;
    const devices = other.device === original.device ? 0 : 2;
    const low = Math.min(other.dir, original.dir);
    const at = ((bytes | devices) * n + low) * n + Math.max(other.dir, original.dir);
    this.#pairs[at] = (this.#pairs[at] as number) + 1;
  }
}

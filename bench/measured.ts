import type { Counts, World } from './counts.ts';

/** What one checker took for one world. */
export interface Measured extends Counts {
  /** Wall time of the search alone. */
  readonly seconds: number;
  /** What the processor did in that time, on all cores; far less than the wall time if others kept it busy. */
  readonly cpuSeconds: number;
  /** Wall time of what comes before: compilers, generators, our own tables. */
  readonly prepareSeconds: number;
  /** Peak resident memory, less what the process held before its search. */
  readonly bytes: number;
}

/** A checker, or one way to run it. */
export interface Contender {
  readonly name: string;
  /** One line for the reader of the table. */
  readonly summary: string;
  /** Programs without which it cannot run. */
  readonly needs: readonly string[];
  /** @throws {Error} if it did not search the whole world, or called the claim violated. */
  readonly run: (world: World, signal: AbortSignal | undefined) => Promise<Measured>;
}

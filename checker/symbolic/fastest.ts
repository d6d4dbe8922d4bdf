import { OutOfNodes } from './nodeStore.ts';

/** A search that can be let do a piece of its work. */
export interface Runner {
  /** Memory that it holds. */
  readonly bytes: () => number;
  /** Does a piece; pauses at its end. */
  readonly run: Iterator<unknown, unknown>;
}

/**
 * Starts searches for the same thing and lets them take turns until one is done; the others are given up. So the work is that
 * of the best of them, times their number. One that does not fit into its bounds is given up; where they do not fit into
 * `bytesMax` together, the largest is, and gets its chance again if the others fail: so whatever fits alone is found.
 *
 * @returns the one that is done; each is yielded before its turn.
 * @throws {OutOfNodes} where none fits.
 */
export function* fastest<R extends Runner>(starts: readonly (() => R)[], bytesMax: number): Generator<R, R> {
  let running = starts.map((start) => ({ start, runner: start() }));
  const later: (() => R)[] = [];
  for (;;) {
    for (const { runner } of running) {
      yield runner;
      try {
        if (runner.run.next().done) return runner;
      } catch (error) {
        if (!(error instanceof OutOfNodes)) throw error;
        running = running.filter((other) => other.runner !== runner);
        const next = running.length === 0 ? later.shift() : undefined;
        if (next) running = [{ start: next, runner: next() }];
        if (running.length === 0) throw error;
      }
    }
    const [largest, ...others] = running.toSorted((a, b) => b.runner.bytes() - a.runner.bytes());
    const bytes = running.reduce((sum, { runner }) => sum + runner.bytes(), 0);
    if (!largest || others.length === 0 || bytes <= bytesMax) continue;
    running = others;
    later.push(largest.start);
  }
}

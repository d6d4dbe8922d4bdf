import type { Progress } from '../checker/index.ts';
import type { Io } from './io.ts';
import { grouped } from './numbers.ts';

const MILLISECONDS_BETWEEN = 100;

/** One line on a terminal's stderr that says how far a search is, wiped out by `end`. */
export interface ProgressLine {
  show(progress: Progress): void;
  end(): void;
}

/** Says nothing where stderr is not a terminal. */
export function progressLine({ err, progress: visible }: Io, name: string): ProgressLine {
  const began = performance.now();
  let last = began;
  let shown = false;
  return {
    show({ states, frontier, depth, nodes }) {
      const now = performance.now();
      if (!visible || now - last < MILLISECONDS_BETWEEN) return;
      last = now;
      shown = true;
      const rate = Math.round((states * 1000) / (now - began));
      const detail =
        nodes === undefined
          ? `${grouped(rate)}/s, frontier ${grouped(frontier)}, depth ${depth}`
          : `${grouped(nodes)} nodes`;
      err(`\r\u001b[K${name}: ${grouped(states)} states, ${detail}`);
    },
    end() {
      if (shown) err('\r\u001b[K');
    },
  };
}

import type { Progress } from '../checker/index.ts';
import type { Io } from './io.ts';
import { grouped } from './numbers.ts';

const MILLISECONDS_BETWEEN = 100;

/** One line on a terminal's stderr that says how far a search is, wiped out by `end`. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Says anything else that a command counts. */
  say(text: string): void;
  end(): void;
}

/** Says nothing where stderr is not a terminal. */
export function progressLine({ err, progress: visible }: Io, name: string): ProgressLine {
  const began = performance.now();
  let last = began;
  let shown = false;
  const due = (): number | undefined => {
    const now = performance.now();
    if (!visible || now - last < MILLISECONDS_BETWEEN) return undefined;
    last = now;
    shown = true;
    return now;
  };
  return {
    show({ states, frontier, depth, nodes }) {
      const now = due();
      if (now === undefined) return;
      const rate = Math.round((states * 1000) / (now - began));
      const detail =
        nodes === undefined
          ? `${grouped(rate)}/s, frontier ${grouped(frontier)}, depth ${depth}`
          : `${grouped(nodes)} nodes`;
      err(`\r\u001b[K${name}: ${grouped(states)} states, ${detail}`);
    },
    say(text) {
      if (due() !== undefined) err(`\r\u001b[K${name}: ${text}`);
    },
    end() {
      if (shown) err('\r\u001b[K');
    },
  };
}

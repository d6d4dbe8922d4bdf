import type { Network } from './network.ts';

/** Turns a state, in place, into each state from which one step leads to it, and yields that step. */
export type Predecessors = (local: Int32Array) => Generator<number, void>;

/** The steps of a network backwards: where a local state came from may have many answers, or none. */
export function predecessorsOf({ steps }: Network): Predecessors {
  const inverse = steps.map(({ moves }) =>
    moves.map(({ part, to }) => {
      const from: number[][] = Array.from({ length: to.length }, () => []);
      for (let s = 0; s < to.length; s++) from[to[s] as number]?.push(s);
      return { part, from };
    }),
  );
  return function* (local) {
    for (const [step, moves] of inverse.entries()) {
      if (moves.some(({ part, from }) => from[local[part] as number]?.length === 0)) continue;
      const after = moves.map(({ part }) => local[part] as number);
      const choice = moves.map(() => 0);
      // Counts through all choices of local states before, the last move fastest.
      for (let m = 0; m >= 0; ) {
        moves.forEach(({ part, from }, k) => {
          local[part] = from[after[k] as number]?.[choice[k] as number] as number;
        });
        yield step;
        for (m = moves.length - 1; m >= 0; m--) {
          choice[m] = (choice[m] as number) + 1;
          if ((choice[m] as number) < (moves[m]?.from[after[m] as number]?.length ?? 0)) break;
          choice[m] = 0;
        }
      }
      moves.forEach(({ part }, k) => {
        local[part] = after[k] as number;
      });
    }
  };
}

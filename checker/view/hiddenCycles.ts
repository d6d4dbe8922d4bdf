import { HIDDEN, type Lts, stateCountOf } from './lts.ts';

/** A division of states into classes: the class of each state, and how many there are. */
export interface Classes {
  readonly of: Int32Array;
  readonly count: number;
}

/**
 * States that lead to each other by hidden steps alone, as one class. A hidden step leads from a class to itself or to one with
 * a smaller number.
 *
 * Tarjan's strongly connected components, without recursion.
 */
export function hiddenCycles(lts: Lts): Classes {
  const { first, label, to } = lts;
  const states = stateCountOf(lts);
  const of = new Int32Array(states).fill(-1);
  const order = new Int32Array(states).fill(-1);
  const low = new Int32Array(states);
  const at = new Int32Array(states);
  const path = new Int32Array(states);
  const open = new Int32Array(states);
  let [count, met, pathLength, openLength] = [0, 0, 0, 0];
  const enter = (state: number) => {
    order[state] = met;
    low[state] = met++;
    at[state] = first[state] as number;
    path[pathLength++] = state;
    open[openLength++] = state;
  };
  for (let root = 0; root < states; root++) {
    if ((order[root] as number) >= 0) continue;
    enter(root);
    while (pathLength > 0) {
      const state = path[pathLength - 1] as number;
      const edge = at[state] as number;
      if (edge < (first[state + 1] as number)) {
        at[state] = edge + 1;
        const next = to[edge] as number;
        if (label[edge] !== HIDDEN) continue;
        if ((order[next] as number) < 0) enter(next);
        else if ((of[next] as number) < 0) low[state] = Math.min(low[state] as number, order[next] as number);
        continue;
      }
      pathLength--;
      const before = path[pathLength - 1];
      if (pathLength > 0 && before !== undefined)
        low[before] = Math.min(low[before] as number, low[state] as number);
      if (low[state] !== order[state]) continue;
      for (let member = -1; member !== state; ) {
        member = open[--openLength] as number;
        of[member] = count;
      }
      count++;
    }
  }
  return { of, count };
}

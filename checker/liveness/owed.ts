import { HOLDS, VIOLATED } from '../network.ts';
import type { StateGraph } from './stateGraph.ts';

/** Whether a goal is still owed, as a run goes on: the one thing that must be remembered of it. */
export interface Obligation {
  /** Before the initial state is looked at. */
  readonly atFirst: 0 | 1;
  /** In a state with this mark, if it was owed just before or not. */
  next(owed: number, mark: number): 0 | 1;
}

/** What is owed by runs under each kind of claim. A run violates the claim iff from some point on it owes for ever. */
export const obligations: Readonly<Record<'leadsTo' | 'eventually', Obligation>> = {
  leadsTo: {
    atFirst: 0,
    next: (owed, mark) => (mark !== HOLDS && (mark === VIOLATED || owed === 1) ? 1 : 0),
  },
  eventually: { atFirst: 1, next: (owed, mark) => (mark !== HOLDS && owed === 1 ? 1 : 0) },
};

const STATES_PER_PAUSE = 65_536;

/**
 * Steps from the initial state to each state, apart for runs that owe nothing there (`[2 * state]`) and runs that do
 * (`[2 * state + 1]`); -1 where there is no such run.
 *
 * @param marks by state number.
 */
export function* distancesOwing(
  { size, start, to }: StateGraph,
  { atFirst, next }: Obligation,
  marks: Uint8Array,
): Generator<void, Int32Array> {
  const distances = new Int32Array(2 * size).fill(-1);
  const queue = new Int32Array(2 * size);
  queue[0] = next(atFirst, marks[0] as number);
  distances[queue[0]] = 0;
  let end = 1;
  for (let i = 0; i < end; i++) {
    if (i % STATES_PER_PAUSE === 0) yield;
    const at = queue[i] as number;
    const state = at >> 1;
    for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) {
      const after = to[edge] as number;
      const then = 2 * after + next(at & 1, marks[after] as number);
      if (distances[then] !== -1) continue;
      distances[then] = (distances[at] as number) + 1;
      queue[end++] = then;
    }
  }
  return distances;
}

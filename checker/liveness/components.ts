import type { StateGraph } from './stateGraph.ts';

/** Which edges count, by step number. */
export type StepFilter = (step: number) => boolean;

/** Finds the strongly connected components among some states, as lists of states; pauses now and then. */
export type Components = (members: ArrayLike<number>) => Generator<void, Int32Array[]>;

const STATES_PER_PAUSE = 65_536;

/**
 * Strongly connected components of parts of a graph, each time among the edges that stay within the part.
 *
 * Source: R. Tarjan, "Depth-first search and linear graph algorithms", 1972; with a stack of its own in place
 * of recursion.
 */
export function componentsOf({ size, start, step, to }: StateGraph, counts: StepFilter): Components {
  /** Which call a state is a member of; the order in which it was found, from 1; the least one it leads back to. */
  const member = new Int32Array(size);
  const order = new Int32Array(size);
  const low = new Int32Array(size);
  const isOpen = new Uint8Array(size);
  /** States without a component yet; states being explored, and where in their edges. */
  const open = new Int32Array(size);
  const path = new Int32Array(size);
  const at = new Uint32Array(size);
  let call = 0;

  return function* (members) {
    call++;
    for (let i = 0; i < members.length; i++) {
      member[members[i] as number] = call;
      order[members[i] as number] = 0;
    }
    const found: Int32Array[] = [];
    let count = 0;
    let opened = 0;
    for (let i = 0; i < members.length; i++) {
      if (order[members[i] as number] !== 0) continue;
      let depth = 0;
      path[0] = members[i] as number;
      while (depth >= 0) {
        const state = path[depth] as number;
        if (order[state] === 0) {
          order[state] = low[state] = ++count;
          open[opened++] = state;
          isOpen[state] = 1;
          at[state] = start[state] as number;
          if (count % STATES_PER_PAUSE === 0) yield;
        }
        let deeper = false;
        for (const end = start[state + 1] as number; (at[state] as number) < end; ) {
          const edge = at[state] as number;
          const next = to[edge] as number;
          if (member[next] === call && counts(step[edge] as number)) {
            if (order[next] === 0) {
              // Looked at again when `next` is done, and then only to hear what it leads back to.
              path[++depth] = next;
              deeper = true;
              break;
            }
            if (isOpen[next] === 1) low[state] = Math.min(low[state] as number, low[next] as number);
          }
          at[state] = edge + 1;
        }
        if (deeper) continue;
        depth--;
        if (low[state] !== order[state]) continue;
        const end = opened;
        do isOpen[open[--opened] as number] = 0;
        while (open[opened] !== state);
        found.push(open.slice(opened, end));
      }
    }
    return found;
  };
}

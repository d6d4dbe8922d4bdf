import { type Judges, judgesOf } from './judges.ts';
import { type Layout, layoutOf } from './layout.ts';
import { type Limits, MAX_BYTES_DEFAULT, type Progress } from './limits.ts';
import type { Network } from './network.ts';
import type { StopReason } from './report.ts';
import type { Rest } from './search.ts';
import { StateSet } from './stateSet.ts';
import { type Successors, successorsOf } from './successors.ts';

/** A breadth-first search of the plain loop, as far as it is. */
export interface Search extends Rest {
  readonly network: Network;
  readonly layout: Layout;
  readonly successors: Successors;
  readonly judges: Judges;
  readonly states: StateSet;
  readonly layerStarts: number[];
  next: number;
  transitions: number;
}

/** A search that knows the initial state alone. */
export function begin(network: Network, { maxBytes = MAX_BYTES_DEFAULT }: Limits): Search {
  const layout = layoutOf(network);
  const judges = judgesOf(network, layout);
  const states = new StateSet(layout.words, maxBytes);
  states.add(layout.initial, 0, -1, -1);
  judges.state(states.data, 0, 0, -1);
  const successors = successorsOf(network, layout);
  return { network, layout, successors, judges, states, layerStarts: [0, 1], next: 0, transitions: 0 };
}

/** States expanded between two progress reports. */
const STATES_PER_PROGRESS = 4096;

/**
 * Goes on with a search: the plain loop, in typed arrays. A generator: it yields its progress, and whoever drives it
 * sends `true` to end the search early.
 *
 * @param statesMax number of states from which on the search is left to another loop.
 * @returns what stopped it, where something did.
 */
export function* breadthFirst(
  search: Search,
  { maxStates = Number.POSITIVE_INFINITY }: Limits,
  statesMax = Number.POSITIVE_INFINITY,
): Generator<Progress, StopReason | undefined, boolean> {
  const { states, successors, judges, layerStarts } = search;
  const { words } = states;
  const { outSteps, outStates, local } = successors;
  for (; search.next < states.size; search.next++) {
    const number = search.next;
    if (number === layerStarts.at(-1)) layerStarts.push(states.size);
    if (states.size >= statesMax) return undefined;
    if (number % STATES_PER_PROGRESS === 0 && number > 0 && (yield progressOf(search))) return 'interrupted';
    const count = successors.expand(states.data, number * words);
    for (let k = 0; k < count; k++) {
      const step = outSteps[k] as number;
      judges.step(local, number, step);
      const found = states.add(outStates, k * words, number, step);
      if (found >= 0) {
        judges.state(states.data, found * words, found, step);
        if (states.size > maxStates) return 'states';
      } else if (found === -2) return 'memory';
    }
    search.transitions += count;
  }
  return undefined;
}

/** How far a search is. */
export const progressOf = ({ states, transitions, layerStarts, next }: Search): Progress => ({
  states: states.size,
  transitions,
  depth: layerStarts.length - 2,
  frontier: states.size - next,
});

import { begin, breadthFirst } from '../breadthFirst.ts';
import { unpack } from '../layout.ts';
import type { Limits } from '../limits.ts';
import { type StateGraph, stateGraphOf } from '../liveness/stateGraph.ts';
import { type Network, validateNetwork } from '../network.ts';

/** Every state of a network with its local states, and every step from it. */
export interface WholeGraph extends StateGraph {
  readonly network: Network;
  /** Local states by part, written to `into`. */
  readonly localsOf: (state: number, into?: Int32Array) => Int32Array;
}

/**
 * Explores all of a network; state 0 is the initial one.
 *
 * @throws {RangeError} if the search is cut short by a limit.
 */
export function wholeGraphOf(network: Network, limits: Limits): WholeGraph {
  validateNetwork(network);
  const search = begin(network, limits);
  if (toEnd(breadthFirst(search, limits)) !== undefined)
    throw new RangeError(
      `${network.name}: a policy needs the whole graph, and the search stopped at ${search.states.size} states`,
    );
  const { layout, states, transitions } = search;
  return {
    ...toEnd(stateGraphOf(network, layout, states, transitions)),
    network,
    localsOf: (state, into = new Int32Array(network.parts.length)) =>
      unpack(layout, states.data, state * states.words, into),
  };
}

function toEnd<End>(work: Generator<unknown, End, boolean>): End {
  let turn = work.next(false);
  while (!turn.done) turn = work.next(false);
  return turn.value;
}

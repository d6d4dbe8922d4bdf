import type { Known } from '../known.ts';
import type { Layout } from '../layout.ts';
import type { Network } from '../network.ts';
import { successorsOf } from '../successors.ts';

/** Every state and every step from it, by numbers. */
export interface StateGraph {
  readonly size: number;
  /** Edges out of state s are those from `start[s]` up to `start[s + 1]`, in the order of their steps. */
  readonly start: Uint32Array;
  readonly step: Int32Array;
  readonly to: Int32Array;
}

const STATES_PER_PAUSE = 4096;

/** The graph of a finished search with so many transitions. Pauses now and then. */
export function* stateGraphOf(
  network: Network,
  layout: Layout,
  states: Known,
  transitions: number,
): Generator<void, StateGraph> {
  const { expand, outSteps, outStates } = successorsOf(network, layout);
  const packed = new Uint32Array(layout.words);
  const start = new Uint32Array(states.size + 1);
  const step = new Int32Array(transitions);
  const to = new Int32Array(transitions);
  let end = 0;
  for (let number = 0; number < states.size; number++) {
    if (number % STATES_PER_PAUSE === 0) yield;
    states.copy(number, packed);
    const count = expand(packed, 0);
    const first = end;
    for (let k = 0; k < count; k++) {
      const taken = outSteps[k] as number;
      let at = end++;
      for (; at > first && (step[at - 1] as number) > taken; at--) {
        step[at] = step[at - 1] as number;
        to[at] = to[at - 1] as number;
      }
      step[at] = taken;
      to[at] = states.find(outStates, k * layout.words);
    }
    start[number + 1] = end;
  }
  return { size: states.size, start, step, to };
}

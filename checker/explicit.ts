import { canonicalTraces } from './canonicalTraces.ts';
import { judgesOf } from './judges.ts';
import { layoutOf } from './layout.ts';
import { type Limits, MAX_BYTES_DEFAULT, type Progress } from './limits.ts';
import type { Network } from './network.ts';
import { possible } from './possible.ts';
import type { ClaimReport, StopReason } from './report.ts';
import { StateSet } from './stateSet.ts';
import { successorsOf } from './successors.ts';

/** What an engine found, before it is given a name and a time. */
export interface Exploration {
  readonly states: number | bigint;
  readonly transitions: number | bigint;
  readonly depth?: number;
  readonly complete: boolean;
  readonly stopped?: StopReason;
  readonly reduction?: readonly string[];
  readonly notReduced?: readonly string[];
  readonly shortest?: false;
  readonly claims: readonly ClaimReport[];
}

/** States expanded between two progress reports. */
const STATES_PER_PROGRESS = 4096;

/**
 * Breadth-first over packed states in typed arrays, so the first violation of each claim has a shortest
 * trace. A generator: it yields its progress, and a caller that does not come back stops it. Whoever
 * drives it sends `true` to end the search early.
 */
export function* explicit(network: Network, limits: Limits): Generator<Progress, Exploration, boolean> {
  const layout = layoutOf(network);
  const successors = successorsOf(network, layout);
  const judges = judgesOf(network, layout);
  const { words } = layout;
  const { outSteps, outStates, local } = successors;
  const { maxBytes = MAX_BYTES_DEFAULT } = limits;
  const states = new StateSet(words, maxBytes);
  const maxStates = limits.maxStates ?? Number.POSITIVE_INFINITY;

  states.add(layout.initial, 0, -1, -1);
  judges.state(states.data, 0, 0, -1);
  let transitions = 0;
  let depth = 0;
  let levelEnd = 1;
  const layerStarts = [0, levelEnd];
  let stopped: StopReason | undefined;
  search: for (let number = 0; number < states.size; number++) {
    if (number === levelEnd) {
      depth++;
      levelEnd = states.size;
      layerStarts.push(levelEnd);
    }
    if (number % STATES_PER_PROGRESS === 0 && number > 0) {
      const interrupted = yield { states: states.size, transitions, depth, frontier: states.size - number };
      if (interrupted) {
        stopped = 'interrupted';
        break;
      }
    }
    const count = successors.expand(states.data, number * words);
    transitions += count;
    for (let k = 0; k < count; k++) {
      const step = outSteps[k] as number;
      judges.step(local, number, step);
      const found = states.add(outStates, k * words, number, step);
      if (found >= 0) {
        judges.state(states.data, found * words, found, step);
        if (states.size > maxStates) {
          stopped = 'states';
          break search;
        }
      } else if (found === -2) {
        stopped = 'memory';
        break search;
      }
    }
  }
  const trapped = new Map<number, readonly number[]>();
  if (
    stopped === undefined &&
    (yield* possible(network, layout, successors, states, judges, trapped, transitions, depth))
  )
    stopped = 'interrupted';
  const complete = stopped === undefined;
  return {
    states: states.size,
    transitions,
    depth,
    complete,
    ...(stopped === undefined ? {} : { stopped }),
    claims: judges.report(
      complete,
      canonicalTraces({ network, layout, states, layerStarts, trapped }, maxBytes - states.bytes),
    ),
  };
}

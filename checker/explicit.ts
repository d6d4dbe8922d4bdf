import { type Judges, judgesOf, stridesOf } from './judges.ts';
import { type Layout, layoutOf } from './layout.ts';
import { type Limits, MAX_BYTES_DEFAULT, type Progress } from './limits.ts';
import { HOLDS, type Network, VIOLATED } from './network.ts';
import type { ClaimReport, StopReason } from './report.ts';
import { StateSet } from './stateSet.ts';
import { type Successors, successorsOf } from './successors.ts';

/** What an engine found, before it is given a name and a time. */
export interface Exploration {
  readonly states: number | bigint;
  readonly transitions: number | bigint;
  readonly depth?: number;
  readonly complete: boolean;
  readonly stopped?: StopReason;
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
  const states = new StateSet(words, limits.maxBytes ?? MAX_BYTES_DEFAULT);
  const maxStates = limits.maxStates ?? Number.POSITIVE_INFINITY;

  states.add(layout.initial, 0, -1, -1);
  judges.state(states.data, 0, 0, -1);
  let transitions = 0;
  let depth = 0;
  let levelEnd = 1;
  let stopped: StopReason | undefined;
  search: for (let number = 0; number < states.size; number++) {
    if (number === levelEnd) {
      depth++;
      levelEnd = states.size;
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
  if (
    stopped === undefined &&
    (yield* possible(network, layout, successors, states, judges, transitions, depth))
  )
    stopped = 'interrupted';
  const complete = stopped === undefined;
  return {
    states: states.size,
    transitions,
    depth,
    complete,
    ...(stopped === undefined ? {} : { stopped }),
    claims: judges.report(states, complete),
  };
}

/**
 * Decides the `possible` claims on a finished search: marks the goal states, then passes backwards over
 * all states until no state gains a marked successor. States are passed in reverse order of discovery,
 * so a few passes do. Returns true if it was interrupted.
 */
function* possible(
  network: Network,
  layout: Layout,
  successors: Successors,
  states: StateSet,
  judges: Judges,
  transitions: number,
  depth: number,
): Generator<Progress, boolean, boolean> {
  const { words, word, shift, mask } = layout;
  const { outStates } = successors;
  for (const [number, claim] of network.claims.entries()) {
    if (claim.kind !== 'possible') continue;
    let applied = false;
    let trapped: number | undefined;
    for (const instance of claim.instances) {
      const strides = stridesOf(network, instance.parts);
      const entry = (state: number) =>
        instance.table[
          instance.parts.reduce((index, p, i) => {
            const cell = states.data[state * words + (word[p] as number)] as number;
            return index + ((cell >>> (shift[p] as number)) & (mask[p] as number)) * (strides[i] as number);
          }, 0)
        ] as number;
      const canReach = new Uint8Array(states.size);
      for (let i = 0; i < states.size; i++) if (entry(i) === HOLDS) canReach[i] = 1;
      for (let changed = true; changed; ) {
        changed = false;
        for (let i = states.size - 1; i >= 0; i--) {
          if (
            i % STATES_PER_PROGRESS === 0 &&
            (yield { states: states.size, transitions, depth, frontier: i })
          )
            return true;
          if (canReach[i] === 1) continue;
          const count = successors.expand(states.data, i * words);
          for (let k = 0; k < count; k++) {
            if (canReach[states.find(outStates, k * words)] === 1) {
              canReach[i] = 1;
              changed = true;
              break;
            }
          }
        }
      }
      for (let i = 0; i < states.size; i++) {
        const marked = entry(i);
        if (marked === HOLDS || marked === VIOLATED) applied = true;
        if (marked === VIOLATED && canReach[i] === 0 && (trapped === undefined || i < trapped)) trapped = i;
      }
    }
    judges.possible(number, { applied, trapped });
  }
  return false;
}

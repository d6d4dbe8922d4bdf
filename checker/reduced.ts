import type { Exploration } from './explicit.ts';
import { judgesOf, type Violation } from './judges.ts';
import { layoutOf } from './layout.ts';
import { type Limits, MAX_BYTES_DEFAULT, type Progress } from './limits.ts';
import type { Network, NetworkClaim } from './network.ts';
import { realPath } from './realPath.ts';
import { reducedPossible } from './reducedPossible.ts';
import { type Reduction, type ReductionOptions, reductionOf } from './reduction.ts';
import type { StopReason } from './report.ts';
import { StateSet } from './stateSet.ts';
import { type Successors, successorsOf } from './successors.ts';

const STATES_PER_PROGRESS = 1024;

/** Of what claims are decided here; a smaller graph has other runs, and need not come by every state. */
const isKept = (claim: NetworkClaim | undefined): boolean =>
  claim !== undefined && !['leadsTo', 'eventually', 'sometimes'].includes(claim.kind);
const NOT_KEPT = {
  verdict: 'unknown',
  because: 'reductions keep what can be violated and what stays possible, not every run and state',
} as const;

/** A search of the smaller graph: states in canonical form, and of each only the steps that must be taken. */
export interface ReducedSearch {
  readonly network: Network;
  readonly successors: Successors;
  readonly states: StateSet;
  readonly reduction: Reduction;
  /** By successor of the state last expanded: the group element that made it canonical. */
  readonly elements: Int32Array;
  /** Fills the successors' out arrays, in canonical form; returns how many. */
  expand(number: number): number;
}

/**
 * Breadth-first over one state of each orbit, and from each state over an ample set of its steps. Every
 * state and every step that can happen in it is judged before anything is left out.
 *
 * Where an ample set is taken, one of its steps leads to a state that is expanded later. So from every state
 * there is a way to one whose steps are all taken, and no step is put off for ever (Bošnački and Holzmann,
 * "Improving Spin's partial-order reduction for breadth-first search", SPIN 2005). With partial order, paths
 * need not be shortest, and the depth is not said; symmetry alone keeps both.
 *
 * @throws whatever {@link reductionOf} does.
 */
export function* reduced(
  network: Network,
  options: Limits & { readonly reduce: ReductionOptions },
): Generator<Progress, Exploration, boolean> {
  const layout = layoutOf(network);
  const reduction = reductionOf(network, layout, options.reduce);
  const successors = successorsOf(network, layout);
  const judges = judgesOf(network, layout);
  const { words } = layout;
  const { outSteps, outStates, local } = successors;
  const { symmetry, ample } = reduction;
  const states = new StateSet(words, options.maxBytes ?? MAX_BYTES_DEFAULT);
  const elements = new Int32Array(network.steps.length);
  const expand = (number: number): number => {
    const count = successors.expand(states.data, number * words);
    if (symmetry) for (let k = 0; k < count; k++) elements[k] = symmetry.canonicalise(outStates, k * words);
    return count;
  };
  const search: ReducedSearch = { network, successors, states, reduction, elements, expand };
  const isExpandedLater = (number: number) => (k: number) => {
    const found = states.find(outStates, k * words);
    return found < 0 || found > number;
  };

  states.add(layout.initial, 0, -1, -1);
  judges.state(states.data, 0, 0, -1);
  const all = Array.from(network.steps.keys());
  let transitions = 0;
  let depth = 0;
  let levelEnd = 1;
  let stopped: StopReason | undefined;
  orbits: for (let number = 0; number < states.size; number++) {
    if (number === levelEnd) {
      depth++;
      levelEnd = states.size;
    }
    if (number % STATES_PER_PROGRESS === 0 && number > 0) {
      if (yield { states: states.size, transitions, depth, frontier: states.size - number }) {
        stopped = 'interrupted';
        break;
      }
    }
    const count = expand(number);
    for (let k = 0; k < count; k++) judges.step(local, number, outSteps[k] as number);
    const chosen = ample?.of(local, outSteps, count).find((set) => set.some(isExpandedLater(number)));
    const taken = chosen?.length ?? count;
    transitions += taken;
    for (let i = 0; i < taken; i++) {
      const k = (chosen ?? all)[i] as number;
      const found = states.add(outStates, k * words, number, outSteps[k] as number);
      if (found === -1) continue;
      if (found === -2) {
        stopped = 'memory';
        break orbits;
      }
      // A canonical state is touched wherever its orbit is, so all that is claimed of it is looked up.
      judges.state(states.data, found * words, found, symmetry ? -1 : (outSteps[k] as number));
      if (states.size > (options.maxStates ?? Number.POSITIVE_INFINITY)) {
        stopped = 'states';
        break orbits;
      }
    }
  }
  if (stopped === undefined && (yield* reducedPossible(search, judges, { transitions, depth })))
    stopped = 'interrupted';
  const complete = stopped === undefined;
  return {
    states: states.size,
    transitions,
    ...(ample ? {} : { depth }),
    complete,
    ...(stopped === undefined ? {} : { stopped }),
    ...(reduction.applied.length > 0 ? { reduction: reduction.applied } : {}),
    ...(reduction.refused.length > 0 ? { notReduced: reduction.refused } : {}),
    ...(ample ? { shortest: false } : {}),
    claims: judges
      .report(complete, (claim: number, violation: Violation) => realPath(search, claim, violation))
      .map((report, number) =>
        isKept(network.claims[number]) ? report : { ...NOT_KEPT, claim: report.claim },
      ),
  };
}

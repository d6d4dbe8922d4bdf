import { canonicalTrace } from '../canonicalTrace.ts';
import type { Known } from '../known.ts';
import { layoutOf, pack, unpack } from '../layout.ts';
import type { FairSteps, Network } from '../network.ts';
import { type StepGraph, stepGraphOf } from '../stepGraph.ts';
import { fairComponents } from './fairComponents.ts';
import { fairLoop } from './fairLoop.ts';
import { distancesOwing, type Obligation } from './owed.ts';
import type { StateGraph } from './stateGraph.ts';

/** A run that never pays what it owes: the steps to its loop, and the loop; none where nothing can happen any more. */
export interface Lasso {
  readonly stem: readonly number[];
  readonly loop: readonly number[];
}

/** A network that has been explored. */
export interface Explored {
  readonly network: Network;
  readonly states: Known;
  readonly graph: StateGraph;
}

/**
 * The fair run that owes for ever and comes to its loop soonest, if there is one. Of the shortest stems the canonical one
 * is taken, and from where it ends a loop by {@link fairLoop}: all depends on the network and the claim alone.
 *
 * @param markOf mark of a state, by local states of the parts.
 * @param marks the same by state number.
 */
export function* lassoOf(
  { network, states, graph }: Explored,
  obligation: Obligation,
  { markOf, marks }: { readonly markOf: (local: ArrayLike<number>) => number; readonly marks: Uint8Array },
  fairness: readonly FairSteps[],
): Generator<void, Lasso | undefined> {
  const distances = yield* distancesOwing(graph, obligation, marks);
  const owing: number[] = [];
  for (let state = 0; state < graph.size; state++) if (distances[2 * state + 1] !== -1) owing.push(state);
  const components = yield* fairComponents(graph, owing, fairness);
  const isAtRest = (state: number) => graph.start[state] === graph.start[state + 1];
  const entries = [...owing.filter(isAtRest), ...components.flatMap((component) => [...component])];
  const depth = entries.reduce(
    (least, state) => Math.min(least, distances[2 * state + 1] as number),
    Number.POSITIVE_INFINITY,
  );
  if (depth === Number.POSITIVE_INFINITY) return undefined;

  const layout = layoutOf(network);
  const packed = new Uint32Array(layout.words);
  const parts = network.parts.length;
  const numberOf = (local: Int32Array) => states.find(pack(layout, local.subarray(0, parts), packed), 0);
  const local = new Int32Array(parts + 1);
  function* ends() {
    for (const state of entries) {
      if (distances[2 * state + 1] !== depth) continue;
      states.copy(state, packed);
      unpack(layout, packed, 0, local.subarray(0, parts));
      local[parts] = 1;
      yield { local };
    }
  }
  const isAt = (at: number, of: ArrayLike<number>) => {
    const number = numberOf(of as Int32Array);
    return number >= 0 && distances[2 * number + (of[parts] as number)] === at;
  };
  const owingGraph = withObligation(network, obligation, markOf);
  const stem = canonicalTrace(owingGraph, { isAt }, depth, ends(), Number.POSITIVE_INFINITY) ?? [];
  local.set(owingGraph.initial);
  for (const step of stem) owingGraph.take(step, local);
  const entry = numberOf(local);
  const component = components.find((one) => one.includes(entry));
  return { stem, loop: component ? fairLoop(graph, component, entry, fairness) : [] };
}

/** The steps of a network, with what is owed as one more part. */
function withObligation(
  network: Network,
  { atFirst, next }: Obligation,
  markOf: (local: ArrayLike<number>) => number,
): StepGraph {
  const base = stepGraphOf(network);
  const owed = network.parts.length;
  const initial = [...Array.from(base.initial), next(atFirst, markOf(base.initial))];
  const remembered = { name: 'owed', states: ['no', 'yes'], initial: initial[owed] as number };
  return {
    ...base,
    layout: layoutOf({ ...network, parts: [...network.parts, remembered] }),
    initial,
    *predecessors(local) {
      const after = local[owed];
      const mark = markOf(local);
      for (const step of base.predecessors(local)) {
        for (const before of [0, 1]) {
          if (next(before, mark) !== after) continue;
          local[owed] = before;
          yield step;
        }
      }
      local[owed] = after as number;
    },
    take(step, local) {
      if (!base.take(step, local)) return false;
      local[owed] = next(local[owed] as number, markOf(local));
      return true;
    },
  };
}

import type { Known } from '../known.ts';
import { type Layout, layoutOf, unpack } from '../layout.ts';
import { markOf } from '../markOf.ts';
import { type ClaimTable, type Network, VIOLATED } from '../network.ts';
import { type ClaimReport, traceOf } from '../report.ts';
import { type Lasso, lassoOf } from './lasso.ts';
import { obligations } from './owed.ts';
import { type StateGraph, stateGraphOf } from './stateGraph.ts';

/** An edge of the graph. */
const BYTES_PER_TRANSITION = 4 + 4;
/** Sixteen numbers a state, and twice what a visited set of as many states takes, at most half full. */
const bytesPerState = (words: number): number => 16 * 4 + 2 * 2 * (4 * words + 4 + 4 + 8 + 16);

/** Memory for the graph of so many states and transitions, and for what is found out about it. */
export const graphBytes = ({ words }: Layout, states: number, transitions: number): number =>
  states * bytesPerState(words) + transitions * BYTES_PER_TRANSITION;

/** A search that saw every state. */
export interface Complete {
  readonly network: Network;
  readonly states: Known;
  readonly transitions: number;
}

/**
 * Decides the `leadsTo` and `eventually` claims of a network that has been explored, by claim number. Pauses now and then.
 *
 * A claim is decided for each instance by itself. Runs that owe a goal are cut out of the graph of states; the claim is
 * violated iff one of them comes to rest, or can stay for ever in a strongly connected component that keeps all promises of
 * fairness.
 *
 * @param bytesMax memory for the graph; where that does not do, the claims are unknown.
 */
export function* decideLiveness(
  { network, states, transitions }: Complete,
  bytesMax: number,
): Generator<void, ReadonlyMap<number, ClaimReport>> {
  const decided = new Map<number, ClaimReport>();
  const layout = layoutOf(network);
  let graph: StateGraph | undefined;
  for (const [number, claim] of network.claims.entries()) {
    if (claim.kind !== 'leadsTo' && claim.kind !== 'eventually') continue;
    const { name, kind, instances, fairness = [] } = claim;
    if (graphBytes(layout, states.size, transitions) > bytesMax) {
      const because = `the graph of ${states.size} states and ${transitions} transitions does not fit in memory`;
      decided.set(number, { claim: name, verdict: 'unknown', because });
      continue;
    }
    graph ??= yield* stateGraphOf(network, layout, states, transitions);
    let applied = kind === 'eventually' && instances.length > 0;
    let best: Lasso | undefined;
    for (const instance of instances) {
      const judged = marksOf(network, states, instance);
      applied ||= judged.marks.includes(VIOLATED);
      const lasso = yield* lassoOf({ network, states, graph }, obligations[kind], judged, fairness);
      if (lasso && (!best || lasso.stem.length < best.stem.length)) best = lasso;
    }
    decided.set(number, {
      claim: name,
      ...(best
        ? { verdict: 'violated', trace: traceOf(network, best.stem), loop: traceOf(network, best.loop) }
        : { verdict: applied ? 'holds' : 'vacuous' }),
    });
  }
  return decided;
}

/** What an instance says of each state, by its local states and by its number. */
function marksOf(network: Network, states: Known, instance: ClaimTable) {
  const layout = layoutOf(network);
  const mark = markOf(network, instance);
  const packed = new Uint32Array(layout.words);
  const local = new Int32Array(network.parts.length);
  const marks = new Uint8Array(states.size);
  for (let number = 0; number < states.size; number++) {
    states.copy(number, packed);
    marks[number] = mark(unpack(layout, packed, 0, local));
  }
  return { markOf: mark, marks };
}

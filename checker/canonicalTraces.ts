import { canonicalTrace, type End } from './canonicalTrace.ts';
import { endsAmong } from './ends.ts';
import type { Violation } from './judges.ts';
import { type Searched, searchLayers } from './searchLayers.ts';
import { stepGraphOf } from './stepGraph.ts';

/**
 * The canonical traces of what a search found. Where a search was cut short, only the violations that it had met by then
 * are chosen from; where `bytesMax` does not do, the trace is that by which the search came to the violation.
 *
 * @param trapped states that violate a `possible` claim, by claim: at least all of the first layer that has any.
 */
export function canonicalTraces(
  searched: Searched,
  trapped: ReadonlyMap<number, readonly number[]>,
  bytesMax: number,
): (claim: number, violation: Violation) => readonly number[] {
  const { network, states } = searched;
  const { depthOf, isAt, statesAt, localOf } = searchLayers(searched);
  const graph = stepGraphOf(network);
  function* trapsAt(depth: number, claim: number): Generator<End> {
    for (const number of trapped.get(claim) ?? [])
      if (depthOf(number) === depth) yield { local: localOf(number) };
  }
  return (number, { state, step }) => {
    const depth = depthOf(state);
    const claim = network.claims[number];
    const ends =
      claim && claim.kind !== 'possible'
        ? endsAmong(network, claim, statesAt(depth))
        : trapsAt(depth, number);
    const trace = canonicalTrace(graph, { isAt }, depth, ends, bytesMax);
    return trace ?? [...states.pathTo(state), ...(step === undefined ? [] : [step])];
  };
}

import { canonicalTrace, type End } from './canonicalTrace.ts';
import { stridesOf } from './judges.ts';
import { HOLDS, type Network } from './network.ts';
import { type ClaimReport, traceOf } from './report.ts';
import { type Searched, searchLayers } from './searchLayers.ts';
import { stepGraphOf } from './stepGraph.ts';

/**
 * Decides the `sometimes` claims, by claim number: a goal that was met is a proof, also if the search was cut short; one
 * that was not is missed only if it saw everything.
 */
export function sometimes(searched: Searched, complete: boolean): ReadonlyMap<number, ClaimReport> {
  const { network, states } = searched;
  const { depthOf, isAt, statesAt, localOf } = searchLayers(searched);
  const decided = new Map<number, ClaimReport>();
  for (const [number, claim] of network.claims.entries()) {
    if (claim.kind !== 'sometimes') continue;
    const goals = claim.instances.map((instance) => goalOf(network, instance));
    const nearest = goals.map(() => Number.POSITIVE_INFINITY);
    for (let state = 0; state < states.size && nearest.includes(Number.POSITIVE_INFINITY); state++) {
      const local = localOf(state);
      goals.forEach((isGoal, instance) => {
        if (nearest[instance] === Number.POSITIVE_INFINITY && isGoal(local)) nearest[instance] = state;
      });
    }
    const { name } = claim;
    if (goals.length === 0) decided.set(number, { claim: name, verdict: complete ? 'vacuous' : 'unknown' });
    else if (nearest.includes(Number.POSITIVE_INFINITY))
      decided.set(number, { claim: name, verdict: complete ? 'violated' : 'unknown' });
    else {
      const depth = depthOf(Math.max(...nearest));
      const farthest = goals.filter((_, instance) => depthOf(nearest[instance] as number) === depth);
      const ends = function* (): Generator<End> {
        for (const local of statesAt(depth)) if (farthest.some((isGoal) => isGoal(local))) yield { local };
      };
      const trace =
        canonicalTrace(stepGraphOf(network), { isAt }, depth, ends(), Number.POSITIVE_INFINITY) ?? [];
      decided.set(number, { claim: name, verdict: 'holds', trace: traceOf(network, trace) });
    }
  }
  return decided;
}

function goalOf(
  network: Network,
  { parts, table }: { readonly parts: readonly number[]; readonly table: ArrayLike<number> },
): (local: ArrayLike<number>) => boolean {
  const strides = stridesOf(network, parts);
  return (local) =>
    table[parts.reduce((entry, part, i) => entry + (local[part] ?? 0) * (strides[i] ?? 0), 0)] === HOLDS;
}

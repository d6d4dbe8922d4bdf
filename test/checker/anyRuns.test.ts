import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { check, HOLDS, type Network, type TraceStep } from '../../checker/index.ts';
import { anyRuns, type RunClaim } from '../fixtures/anyRuns.ts';
import { bruteForceRuns } from '../fixtures/bruteForceRuns.ts';
import { naiveMark, naiveStep } from '../fixtures/naiveExploration.ts';

const SEED = 20_261_126;
/** Sets of edges are tried one by one: 2^9. */
const EDGES_MAX = 9;

/** Takes steps by the naive semantics and gives the states passed, the first one included. */
function passed(network: Network, from: readonly number[], steps: readonly TraceStep[]): readonly number[][] {
  const states = [[...from]];
  for (const { event } of steps) {
    const step = network.steps.findIndex(({ name }) => name === event);
    const next = naiveStep(network, states.at(-1) ?? [], step);
    if (!next) throw new Error(`the lasso takes ${event}, which is refused`);
    states.push([...next]);
  }
  return states;
}

/** A lasso must run, come back to where its loop began, be fair, and owe the goal of some instance for ever. */
function expectLasso(
  network: Network,
  claim: RunClaim,
  trace: readonly TraceStep[],
  loop: readonly TraceStep[],
) {
  const stem = passed(
    network,
    network.parts.map(({ initial }) => initial),
    trace,
  );
  const entry = stem.at(-1) ?? [];
  const around = passed(network, entry, loop);
  expect(around.at(-1)).toEqual(entry);
  const canHappen = (state: readonly number[], step: number) => naiveStep(network, state, step) !== undefined;
  if (loop.length === 0) expect(network.steps.some((_, step) => canHappen(entry, step))).toBe(false);
  for (const { strength, steps } of claim.fairness ?? []) {
    const isTaken = loop.some(({ event }) => steps.some((step) => network.steps[step]?.name === event));
    const enabled = around.filter((state) => steps.some((step) => canHappen(state, step)));
    expect(isTaken || (strength === 'weak' ? enabled.length < around.length : enabled.length === 0)).toBe(
      true,
    );
  }
  const owesForEver = claim.instances.some((instance) => {
    const marks = stem.map((state) => naiveMark(network, instance, state));
    const since = marks.lastIndexOf(HOLDS);
    const isOwed = claim.kind === 'eventually' ? since < 0 : marks.lastIndexOf(2) > since;
    return (
      (isOwed ||
        around.some((state) => claim.kind === 'leadsTo' && naiveMark(network, instance, state) === 2)) &&
      around.every((state) => naiveMark(network, instance, state) !== HOLDS)
    );
  });
  expect(owesForEver).toBe(true);
}

test(`explicit says of runs what the definition says, on any tiny network (seed ${SEED})`, async () => {
  const seen = { holds: 0, violated: 0, vacuous: 0 };
  let fairnessMattered = 0;
  await fc.assert(
    fc.asyncProperty(anyRuns, async ([network, claim]) => {
      const defined = bruteForceRuns(network, claim, EDGES_MAX);
      fc.pre(defined !== undefined);
      const { claims } = await check({ network });
      const [found] = claims;
      expect(found?.verdict).toBe(defined?.verdict);
      if (defined) seen[defined.verdict]++;
      if (found?.verdict === 'violated') expectLasso(network, claim, found.trace ?? [], found.loop ?? []);
      const unfair = bruteForceRuns(network, { ...claim, fairness: [] }, EDGES_MAX);
      if (unfair?.verdict !== defined?.verdict) fairnessMattered++;
    }),
    { seed: SEED, numRuns: 600 },
  );
  for (const verdict of ['holds', 'violated', 'vacuous'] as const) expect(seen[verdict]).toBeGreaterThan(20);
  expect(fairnessMattered).toBeGreaterThan(10);
}, 240_000);

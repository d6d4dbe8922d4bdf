import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { check, type Network, type ReductionOptions, type Report } from '../../checker/index.ts';
import { anyNetwork, loose } from '../fixtures/anyNetwork.ts';
import { expectTrace } from '../fixtures/expectTrace.ts';
import { symmetricNetwork } from '../fixtures/symmetricNetwork.ts';

/** These searches are short, but Jest's sandbox and a busy machine slow them tenfold. */
jest.setTimeout(60_000);

const SEED = 20_261_126;
const symmetry = { symmetry: true };
const partialOrder = { partialOrder: true };
const verdicts = ({ claims }: Report) => claims.map(({ verdict }) => verdict);
const lengths = ({ claims }: Report) => claims.map(({ trace }) => trace?.length);

/** What a reduction has to show on random networks, that the comparison may be said to mean something. */
interface Seen {
  smaller: number;
  same: number;
  holds: number;
  violated: number;
  vacuous: number;
}
const nothing = (): Seen => ({ smaller: 0, same: 0, holds: 0, violated: 0, vacuous: 0 });

/** The reduced search must say what the full one says, with traces that run. */
async function expectAgreement(network: Network, reduce: ReductionOptions, seen: Seen): Promise<Report> {
  const full = await check({ network });
  const small = await check({ network }, { reduce });
  expect(small.complete).toBe(true);
  expect(verdicts(small)).toEqual(verdicts(full));
  small.claims.forEach(({ verdict, trace }, number) => {
    if (verdict === 'violated') expectTrace(network, number, trace);
    if (verdict !== 'unknown') seen[verdict]++;
  });
  if (reduce.partialOrder) {
    lengths(small).forEach((length, number) => {
      expect(length ?? 0).toBeGreaterThanOrEqual(lengths(full)[number] ?? 0);
    });
  } else {
    expect(lengths(small)).toEqual(lengths(full));
    expect(small.depth).toBe(full.depth);
  }
  expect(small.states).toBeLessThanOrEqual(Number(full.states));
  seen[small.states < full.states ? 'smaller' : 'same']++;
  return small;
}

const withoutPossible = (network: Network): Network => ({
  ...network,
  claims: network.claims.filter(({ kind }) => kind !== 'possible'),
});

describe(`on random networks nothing that is said changes (seed ${SEED})`, () => {
  test.each([
    { name: 'symmetry', reduce: symmetry, of: symmetricNetwork },
    {
      name: 'symmetry and partial order',
      reduce: { ...symmetry, ...partialOrder },
      of: symmetricNetwork.map(withoutPossible),
    },
    { name: 'partial order', reduce: partialOrder, of: anyNetwork(loose).map(withoutPossible) },
  ])('$name', async ({ reduce, of }) => {
    const seen = nothing();
    await fc.assert(
      fc.asyncProperty(of, async (network) => {
        await expectAgreement(network, reduce, seen);
      }),
      { seed: SEED, numRuns: 150 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });
});

test(`a network that is not quite symmetric is refused, or the difference does not show (seed ${SEED})`, async () => {
  let refused = 0;
  let accepted = 0;
  const disturbed = fc
    .record({ network: symmetricNetwork, step: fc.nat(), move: fc.nat(), local: fc.nat(), to: fc.nat() })
    .map(({ network, step, move, local, to }): Network => {
      const s = step % network.steps.length;
      const steps = network.steps.map((of, number) => {
        if (number !== s || of.moves.length === 0) return of;
        const m = move % of.moves.length;
        const moves = of.moves.map((one, i) =>
          i === m
            ? {
                part: one.part,
                to: Array.from(one.to).with(local % one.to.length, (to % (one.to.length + 1)) - 1),
              }
            : one,
        );
        return { ...of, moves };
      });
      return { ...network, steps: steps.filter(({ moves }) => moves.length > 0) };
    })
    .filter(({ steps, scalarsets }) => steps.length === scalarsets?.steps.length);
  await fc.assert(
    fc.asyncProperty(disturbed, async (network) => {
      const { notReduced = [] } = await expectAgreement(network, symmetry, nothing());
      if (notReduced.length > 0) refused++;
      else accepted++;
    }),
    { seed: SEED, numRuns: 80 },
  );
  expect(refused).toBeGreaterThan(10);
  expect(accepted).toBeGreaterThan(10);
});

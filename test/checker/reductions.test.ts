import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { check, type Network, type ReductionOptions, type Report } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { anyNetwork, loose } from '../fixtures/anyNetwork.ts';
import { checkedApart } from '../fixtures/checkedApart.ts';
import { expectTrace } from '../fixtures/expectTrace.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';
import { symmetricNetwork } from '../fixtures/symmetricNetwork.ts';
import { workers } from '../fixtures/workers.ts';

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
      { seed: SEED, numRuns: 250 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
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
    { seed: SEED, numRuns: 150 },
  );
  expect(refused).toBeGreaterThan(20);
  expect(accepted).toBeGreaterThan(20);
});

describe('symmetry', () => {
  test.each([
    { pages: 2, slots: 2, states: 69, transitions: 350, depth: 12 },
    { pages: 3, slots: 3, states: 660, transitions: 5_744, depth: 18 },
  ])('leaves $states of $pages pages and $slots slots', async ({ pages, slots, ...numbers }) => {
    const report = await check(compose(pagesAndSlots(pages, slots)), { reduce: symmetry });
    expect(report).toMatchObject({ ...numbers, complete: true, claims: [{ verdict: 'holds' }] });
    const members = Array.from({ length: pages }, (_, i) => i).join();
    expect(report.reduction).toEqual([`symmetry of page ${members} and slot ${members}`]);
    expect(report).not.toHaveProperty('notReduced');
  });

  test('leaves 6,426 of 4 pages and 4 slots', () => {
    const report = checkedApart(compose(pagesAndSlots(4, 4)).network, { reduce: symmetry });
    expect(report).toMatchObject({ states: 6_426, transitions: 80_789, depth: 24, complete: true });
    expect(verdicts(report)).toEqual(['holds']);
  });

  test('of some index sets leaves the others as they are', async () => {
    const composed = compose(pagesAndSlots(2, 2));
    const slots = await check(composed, { reduce: { symmetry: ['slot'] } });
    expect(slots.reduction).toEqual(['symmetry of slot 0,1']);
    // Two slots in n states of their own make n(n+1)/2 pairs: as in the closed form, with C(c+1, 2) for c^2.
    expect(slots.states).toBe(4 * 1 + 2 * 2 * ((5 * 6) / 2) + (11 * 12) / 2);
  });

  test('tells a leak by steps of the members that it concerns, as many as without', async () => {
    const composed = compose(pagesAndSlots(3, 2, true));
    const [full, small] = [await check(composed), await check(composed, { reduce: symmetry })];
    expect(small.claims[0]?.trace).toHaveLength(6);
    expect(full.claims[0]?.trace).toHaveLength(6);
    expectTrace(composed.network, 0, small.claims[0]?.trace);
  });

  test('is refused where members differ, and says in what', async () => {
    const { network } = compose(pagesAndSlots(3, 2));
    const cannot = (name: string): Network => ({
      ...network,
      steps: network.steps.map((step) =>
        step.name === name
          ? { ...step, moves: step.moves.map(({ part, to }) => ({ part, to: Array.from(to, () => -1) })) }
          : step,
      ),
    });
    const noMap = cannot('MAP(page=2, slot=1)');
    const difference =
      'page 0 and 2 are not interchangeable: MAP(page=0, slot=1) takes page[0] from shared to shared, but MAP(page=2, slot=1) is refused by page[2] in shared';
    await expect(check({ network: noMap }, { reduce: { symmetry: ['page'] } })).rejects.toThrow(difference);
    const report = await check({ network: noMap }, { reduce: symmetry });
    expect(report.reduction).toEqual(['symmetry of page 0,1']);
    expect(report.notReduced).toContain(difference);
    expect(report.notReduced?.[1]).toMatch(/^slot 0 and 1 are not interchangeable: /);
  });

  test('is refused where a claim tells members apart', async () => {
    const { network } = compose(pagesAndSlots(2, 2));
    const claims = network.claims.map((claim) => ({ ...claim, instances: claim.instances.slice(1) }));
    const partial = { ...network, claims: claims as Network['claims'] };
    const { notReduced, states } = await check({ network: partial }, { reduce: symmetry });
    expect(notReduced).toEqual([
      'page 0 and 1 are not interchangeable: claim cachedPageIsShared tells them apart (table 0)',
      'slot 0 and 1 are not interchangeable: claim cachedPageIsShared tells them apart (table 1)',
    ]);
    expect(states).toBe(225);
  });

  test('needs to know the index sets, and a group that can be listed', async () => {
    await expect(check({ network: workers(2, 2) }, { reduce: symmetry })).rejects.toThrow(
      '2 workers does not say which index sets it has',
    );
    await expect(check(compose(pagesAndSlots(2, 2)), { reduce: { symmetry: ['pages'] } })).rejects.toThrow(
      'pagesAndSlots has no index set pages (it has page, slot)',
    );
    await expect(check(compose(pagesAndSlots(2, 9)), { reduce: symmetry })).rejects.toThrow(
      'pagesAndSlots: 2 of page and 9 of slot can be permuted in 725,760 ways, and symmetry stops at 50,000: name fewer index sets',
    );
    await expect(
      check(compose(pagesAndSlots(2, 2)), { engine: 'symbolic', reduce: symmetry }),
    ).rejects.toThrow('pagesAndSlots: reductions are for the explicit engine, not for symbolic');
  });
});

describe('partial order', () => {
  test('takes what is private in one order only', async () => {
    // The first and the last are watched by the claim when they meet, not while they work.
    const report = await check({ network: workers(6, 4) }, { reduce: partialOrder });
    expect(report).toMatchObject({ states: 6 * 4 + 2, transitions: 6 * 4 + 1, shortest: false });
    expect(report).not.toHaveProperty('depth');
    expect(report.reduction).toEqual(['partial order']);
    expect(verdicts(report)).toEqual(['holds']);
    expect((await check({ network: workers(6, 4) })).states).toBe(5 ** 6 + 1);
  });

  test('leaves a search whole if something must stay possible, and says so', async () => {
    const network = workers(3, 2);
    const meets: Network['claims'][number] = {
      name: 'canMeet',
      kind: 'possible',
      instances: [{ parts: [0], table: [2, 2, 2, 1] }],
    };
    const report = await check({ network: { ...network, claims: [meets] } }, { reduce: partialOrder });
    expect(report).toMatchObject({ states: 28, claims: [{ verdict: 'holds' }] });
    expect(report).not.toHaveProperty('reduction');
    expect(report).not.toHaveProperty('shortest');
    expect(report.notReduced).toEqual(['partial order does not keep canMeet (possible)']);
  });

  test('puts nothing off for ever', async () => {
    // One part runs in circles; the other's only step, which the claim is about, must be taken all the same.
    const network: Network = {
      name: 'circle',
      parts: [
        { name: 'runner', states: ['0', '1', '2'], initial: 0 },
        { name: 'sleeper', states: ['asleep', 'awake'], initial: 0 },
      ],
      steps: [
        { name: 'RUN', by: 'runner', moves: [{ part: 0, to: [1, 2, 0] }] },
        { name: 'WAKE', by: 'sleeper', moves: [{ part: 1, to: [1, -1] }] },
      ],
      claims: [{ name: 'sleeps', kind: 'always', instances: [{ parts: [1], table: [1, 2] }] }],
    };
    const report = await check({ network }, { reduce: partialOrder });
    expect(verdicts(report)).toEqual(['violated']);
    // 3 + 3 + 3 without reduction: now the sleeper is woken from one place only.
    expect(report).toMatchObject({ states: 6, transitions: 3 + 1 + 3 });
  });
});

test('a reduced search that is cut short says unknown', async () => {
  const composed = compose(pagesAndSlots(3, 3));
  const bounded = await check(composed, { reduce: symmetry, maxStates: 100 });
  expect(bounded).toMatchObject({ complete: false, stopped: 'states', claims: [{ verdict: 'unknown' }] });
  const small = await check(composed, { reduce: symmetry, maxBytes: 1_000 });
  expect(small).toMatchObject({ complete: true, states: 660 });
});

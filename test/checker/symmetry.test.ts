import { describe, expect, jest, test } from '@jest/globals';
import { type ClaimTable, check, HOLDS, type Network, type Report, VIOLATED } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { checkedApart } from '../fixtures/checkedApart.ts';
import { expectTrace } from '../fixtures/expectTrace.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';
import { workers } from '../fixtures/workers.ts';

/** These searches are short, but Jest's sandbox and a busy machine slow them tenfold. */
jest.setTimeout(60_000);

const symmetry = { symmetry: true };
const verdicts = ({ claims }: Report) => claims.map(({ verdict }) => verdict);

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
    // The same tables in the same places, but one of them is of another opinion.
    const [claim] = network.claims;
    const [first, ...others] = (claim?.instances ?? []) as readonly ClaimTable[];
    const table = Array.from(first?.table ?? [], (mark) => (mark === VIOLATED ? HOLDS : mark));
    const instances = [{ parts: first?.parts ?? [], table }, ...others];
    const lenient = { ...network, claims: [{ name: 'lenient', kind: 'always' as const, instances }] };
    const report = await check({ network: lenient }, { reduce: symmetry });
    expect(report.notReduced?.[0]).toBe(
      'page 0 and 1 are not interchangeable: claim lenient tells them apart (table 0)',
    );
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

test('a reduced search that is cut short says unknown', async () => {
  const composed = compose(pagesAndSlots(3, 3));
  const bounded = await check(composed, { reduce: symmetry, maxStates: 100 });
  expect(bounded).toMatchObject({ complete: false, stopped: 'states', claims: [{ verdict: 'unknown' }] });
  const small = await check(composed, { reduce: symmetry, maxBytes: 1_000 });
  expect(small).toMatchObject({ complete: true, states: 660 });
});

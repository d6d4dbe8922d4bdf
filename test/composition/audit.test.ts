import { describe, expect, jest, test } from '@jest/globals';
import { check, HOLDS, type Network, type Report, VIOLATED } from '../../checker/index.ts';
import { audit, type Composition, compose } from '../../composition/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

/** XState is slow in Jest's sandbox, and on a busy machine. */
jest.setTimeout(60_000);

const small = compose(pagesAndSlots(1, 2));
const options = { engine: 'symbolic' } as const;
const auditOf = async (composition: Composition, of: Composition = small, report?: Report) =>
  audit({ composition, small: of, report: report ?? (await check(composition, options)) }, options);

/** A composition whose tables are no longer those of its machines: one entry of one move is another. */
const misled = (composition: Composition, step: string, part: number, local: number, to: number) => {
  const { network } = composition;
  const steps = network.steps.map((of) => ({
    ...of,
    moves: of.moves.map((move) =>
      of.name === step && move.part === part ? { part, to: Array.from(move.to).with(local, to) } : move,
    ),
  }));
  return { ...composition, network: { ...network, steps } };
};

describe('an audit', () => {
  test('finds nothing where tables and engines are right, and says what it compared', async () => {
    const found = await auditOf(compose(pagesAndSlots(2, 2, true)));
    // 2 + 2 * 1 for the page private, (2^2 + 1)^2 for it shared: the closed form of 1 page and 2 slots.
    expect(found).toMatchObject({ size: { page: 1, slot: 2 }, states: 2 + 25, referenceStates: 27 });
    expect(found).toMatchObject({ claims: 1, steps: 2_000, traces: 1, seed: 1, differences: [] });
    expect(found.transitions).toBeGreaterThan(27);
  });

  test('finds a step that the tables allow and the machines do not', async () => {
    const faulty = misled(compose(pagesAndSlots(2, 2)), 'SECRET(page=1)', 1, 1, 1);
    expect((await auditOf(faulty)).differences).toEqual(['SECRET(page=1) can happen by the tables only']);
  });

  test('finds a step that leads elsewhere', async () => {
    const right = compose(pagesAndSlots(2, 2));
    const faulty = misled(right, 'TO_SHARED(page=0)', 0, 0, 0);
    expect((await auditOf(faulty)).differences).toEqual([
      'TO_SHARED(page=0) takes page[0] elsewhere by the tables than by XState',
    ]);
  });

  test('finds a claim whose table says something else', async () => {
    const right = compose(pagesAndSlots(2, 2));
    const claims = right.network.claims.map((claim) => ({
      ...claim,
      instances: claim.instances.map((of) => ({
        ...of,
        table: Array.from(of.table, (m) => (m === VIOLATED ? HOLDS : m)),
      })),
    })) as Network['claims'];
    const lenient = compose(pagesAndSlots(2, 2, true));
    const { differences } = await auditOf({ ...lenient, network: { ...lenient.network, claims } });
    expect(differences).toContain(
      'cachedPageIsShared is judged otherwise by the tables than by its own predicates',
    );
  });

  test('finds a trace that the machines refuse, and one that violates nothing', async () => {
    const composition = compose(pagesAndSlots(2, 2));
    const report = await check(composition, options);
    const withTrace = (...events: string[]): Report => ({
      ...report,
      claims: [
        {
          claim: 'cachedPageIsShared',
          verdict: 'violated',
          trace: events.map((event) => ({ event, by: 'guest' })),
        },
      ],
    });
    const of = async (...events: string[]) =>
      (await auditOf(composition, small, withTrace(...events))).differences;
    expect(await of('TO_SHARED(page=0)')).toEqual([
      'the trace of cachedPageIsShared does not end where it is violated',
    ]);
    expect(await of('FINISH(slot=0)')).toEqual([
      expect.stringMatching(/^the trace of cachedPageIsShared: step 1: slot\[0\] refuses FINISH\(slot=0\)/),
    ]);
  });

  test('finds that engines and machines differ in the small world', async () => {
    const faulty = misled(small, 'SECRET(page=0)', 0, 0, 0);
    const { differences } = await auditOf(compose(pagesAndSlots(2, 2)), faulty);
    expect(differences).toContain(
      'small world: the number of states is 26 by the plain search, 27 by the reference one',
    );
  });
});

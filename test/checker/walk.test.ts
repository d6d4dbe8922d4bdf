import { describe, expect, test } from '@jest/globals';
import { check, type Network } from '../../checker/index.ts';
import { compose, replay } from '../../composition/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const faulty = compose(pagesAndSlots(2, 2, true));
const engine = 'walk';

describe('walk', () => {
  test.each([1, 2, 3])(
    'finds the forgotten cache with seed %i, and shrinks it to near its 6 steps',
    async (seed) => {
      const report = await check(faulty, { engine, seed });
      expect(report).toMatchObject({
        engine,
        complete: false,
        stopped: 'walks',
        claims: [{ verdict: 'violated' }],
      });
      const trace = report.claims[0]?.trace ?? [];
      expect(trace.length).toBeGreaterThanOrEqual(6);
      expect(trace.length).toBeLessThanOrEqual(9);
      const last = replay(faulty.world, trace).states.at(-1);
      expect(faulty.model?.judgeState(0, last)).toContain(2);
    },
  );

  test('with one seed always says the same', async () => {
    const [first, second] = [
      await check(faulty, { engine, seed: 7 }),
      await check(faulty, { engine, seed: 7 }),
    ];
    expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 });
    const other = await check(faulty, { engine, seed: 8 });
    expect(other.transitions).not.toBe(first.transitions);
  });

  test('never says that a claim holds, or is vacuous', async () => {
    const { network } = compose(pagesAndSlots(2, 2));
    const never = { name: 'never', kind: 'always' as const, instances: [{ parts: [0], table: [0, 0, 0] }] };
    const home = { name: 'home', kind: 'possible' as const, instances: [{ parts: [0], table: [2, 2, 2] }] };
    const report = await check(
      { network: { ...network, claims: [...network.claims, never, home] } },
      { engine },
    );
    expect(report.complete).toBe(false);
    expect(report.claims.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('stops where nothing can happen, and sees a claim violated at the start', async () => {
    const network: Network = {
      name: 'end',
      parts: [{ name: 'a', states: ['0', '1'], initial: 0 }],
      steps: [{ name: 'END', by: 'x', moves: [{ part: 0, to: [1, -1] }] }],
      claims: [
        { name: 'atStart', kind: 'always', instances: [{ parts: [0], table: [2, 1] }] },
        { name: 'atEnd', kind: 'always', instances: [{ parts: [0], table: [1, 2] }] },
        { name: 'step', kind: 'eachStep', instances: [{ step: 0, parts: [0], table: [2, 0] }] },
      ],
    };
    const { claims, states, depth } = await check({ network }, { engine });
    expect(claims.map(({ verdict, trace }) => [verdict, trace?.length])).toEqual([
      ['violated', 0],
      ['violated', 1],
      ['violated', 1],
    ]);
    expect({ states, depth }).toEqual({ states: 2, depth: 1 });
  });

  test('takes no more walks and steps than it is given', async () => {
    const { transitions, depth } = await check(compose(pagesAndSlots(2, 2)), {
      engine,
      walks: 3,
      walkLength: 4,
    });
    expect(transitions).toBeLessThanOrEqual(12);
    expect(depth).toBeLessThanOrEqual(4);
  });

  test('can be interrupted', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await check(faulty, { engine, signal: stop.signal })).toMatchObject({
      stopped: 'interrupted',
      claims: [{ verdict: 'unknown' }],
    });
  });
});

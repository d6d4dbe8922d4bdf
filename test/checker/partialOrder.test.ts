import { describe, expect, test } from '@jest/globals';
import { check, type Network, type Report } from '../../checker/index.ts';
import { workers } from '../fixtures/workers.ts';

const partialOrder = { partialOrder: true };
const verdicts = ({ claims }: Report) => claims.map(({ verdict }) => verdict);

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

  const three = (steps: Network['steps'], claims: Network['claims']): Network => ({
    name: 'three',
    parts: [0, 1, 2].map((p) => ({ name: `part ${p}`, states: ['0', '1'], initial: 0 })),
    steps,
    claims,
  });

  test('remembers who can enable a step that it gets in the way of', async () => {
    // A spoils C, which cannot happen yet; D, which has nothing to do with A, is what makes it possible.
    const network = three(
      [
        { name: 'A', by: 'a', moves: [{ part: 0, to: [1, -1] }] },
        {
          name: 'C',
          by: 'c',
          moves: [
            { part: 0, to: [0, -1] },
            { part: 1, to: [-1, 1] },
            { part: 2, to: [1, -1] },
          ],
        },
        { name: 'D', by: 'd', moves: [{ part: 1, to: [1, -1] }] },
      ],
      [{ name: 'noC', kind: 'always', instances: [{ parts: [2], table: [1, 2] }] }],
    );
    expect(verdicts(await check({ network }, { reduce: partialOrder }))).toEqual(['violated']);
  });

  test('sees a step that takes away the one that a claim is about', async () => {
    // After V the claim is violated by E, unless U has made E impossible.
    const network = three(
      [
        { name: 'U', by: 'u', moves: [{ part: 0, to: [1, -1] }] },
        { name: 'E', by: 'e', moves: [{ part: 0, to: [0, -1] }] },
        { name: 'V', by: 'v', moves: [{ part: 1, to: [1, -1] }] },
      ],
      [{ name: 'noE', kind: 'eachStep', instances: [{ step: 1, parts: [1], table: [1, 2] }] }],
    );
    expect(verdicts(await check({ network }, { reduce: partialOrder }))).toEqual(['violated']);
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

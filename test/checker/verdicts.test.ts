import { describe, expect, test } from '@jest/globals';
import {
  check,
  HOLDS,
  type Network,
  type NetworkClaim,
  NOT_APPLICABLE,
  VIOLATED,
} from '../../checker/index.ts';

/**
 * A counter that counts 0 1 2 3 and stops, beside a switch that can be turned on once and then forbids to
 * count on from 2. Reachable: (0..3, off) and (0..2, on), 7 states, and (3, on) by switching at 3: 8.
 * Transitions: COUNT from (0, 1, 2; off) and (0, 1; on) 5, SWITCH from (0..3, off) 4: 9. (3, on) is 4 steps
 * away.
 */
const counter = (...claims: NetworkClaim[]): Network => ({
  name: 'counter',
  parts: [
    { name: 'count', states: ['0', '1', '2', '3'], initial: 0 },
    { name: 'switch', states: ['off', 'on'], initial: 0 },
    { name: 'guard', states: ['low', 'high'], initial: 0 },
  ],
  steps: [
    { name: 'COUNT', by: 'user', moves: [{ part: 0, to: [1, 2, -1, -1] }] },
    {
      name: 'COUNT_TO_3',
      by: 'user',
      moves: [
        { part: 0, to: [-1, -1, 3, -1] },
        { part: 1, to: [0, -1] },
      ],
    },
    { name: 'SWITCH', by: 'world', moves: [{ part: 1, to: [1, -1] }] },
  ],
  claims,
});
const [n, h, v] = [NOT_APPLICABLE, HOLDS, VIOLATED];
const verdict = async (claim: Omit<NetworkClaim, 'name'>) => {
  const { claims } = await check({ network: counter({ name: 'claim', ...claim } as NetworkClaim) });
  const { verdict: said, trace } = claims[0] ?? {};
  return trace ? `${said}: ${trace.map(({ event }) => event).join(' ')}` : said;
};

test('the counter has the states counted by hand', async () => {
  expect(await check({ network: counter() })).toMatchObject({
    states: 8,
    transitions: 9,
    depth: 4,
    claims: [],
  });
});

describe('always', () => {
  test.each<[string, readonly number[], string]>([
    ['holds where it applies', [h, h, n, n], 'holds'],
    ['is vacuous where it never applies', [n, n, n, n], 'vacuous'],
    ['is violated at the first such state', [h, h, v, v], 'violated: COUNT COUNT'],
    ['is violated in the initial state, in no steps', [v, h, h, v], 'violated: '],
  ])('%s', async (_, table, said) => {
    expect(await verdict({ kind: 'always', instances: [{ parts: [0], table }] })).toBe(said);
  });

  test('over two parts, the first slowest', async () => {
    // Entry 5 is count 2 with the switch on.
    const table = [h, h, h, h, h, v, h, h];
    expect(
      (await verdict({ kind: 'always', instances: [{ parts: [0, 1], table }] }))?.split(' '),
    ).toHaveLength(4);
    // The same with the parts the other way round: entry 6.
    const turned = [h, h, h, h, h, h, v, h];
    expect(
      (await verdict({ kind: 'always', instances: [{ parts: [1, 0], table: turned }] }))?.split(' '),
    ).toHaveLength(4);
  });

  test('of several instances the nearest violation counts, and one that applies is enough', async () => {
    const late = { parts: [0], table: [n, n, n, v] };
    const early = { parts: [1], table: [n, v] };
    expect(await verdict({ kind: 'always', instances: [late, early] })).toBe('violated: SWITCH');
    expect(
      await verdict({
        kind: 'always',
        instances: [
          { parts: [2], table: [n, v] },
          { parts: [2], table: [h, v] },
        ],
      }),
    ).toBe('holds');
  });

  test('about a part that never moves, it is judged in the initial state', async () => {
    expect(await verdict({ kind: 'always', instances: [{ parts: [2], table: [v, n] }] })).toBe('violated: ');
    expect(await verdict({ kind: 'always', instances: [{ parts: [2], table: [n, v] }] })).toBe('vacuous');
  });

  test('without instances it is vacuous', async () => {
    expect(await verdict({ kind: 'always', instances: [] })).toBe('vacuous');
  });
});

describe('eachStep', () => {
  test.each<[string, number, readonly number[], string]>([
    ['holds where the step happens', 0, [h, h, v, v], 'holds'],
    ['is vacuous if the step happens only where it does not apply', 0, [n, n, v, v], 'vacuous'],
    ['is violated by the step from the nearest such state', 2, [h, h, v, v], 'violated: COUNT COUNT SWITCH'],
    ['is violated by the first step', 2, [v, h, h, h], 'violated: SWITCH'],
  ])('%s', async (_, step, table, said) => {
    expect(await verdict({ kind: 'eachStep', instances: [{ step, parts: [0], table }] })).toBe(said);
  });
});

describe('possible', () => {
  test.each<[string, readonly number[], string]>([
    ['is asked of states beyond the goal too', [v, v, h, v], 'violated: COUNT COUNT COUNT_TO_3'],
    ['holds where the goal is on every way', [v, v, h, n], 'holds'],
    ['is vacuous if it never applies', [n, n, n, n], 'vacuous'],
    ['does not ask it of states to which it does not apply', [h, n, n, n], 'holds'],
    ['is violated where the goal can no longer be reached', [h, v, n, n], 'violated: COUNT'],
    ['is violated from the start if there is no goal at all', [v, v, v, v], 'violated: '],
  ])('%s', async (_, table, said) => {
    expect(await verdict({ kind: 'possible', instances: [{ parts: [0], table }] })).toBe(said);
  });

  test('each instance must reach its own goal', async () => {
    const toTwo = { parts: [0], table: [v, v, h, n] };
    const toThree = { parts: [0], table: [v, v, v, h] };
    expect(await verdict({ kind: 'possible', instances: [toTwo] })).toBe('holds');
    // Switched on, the count ends at 2, from wherever it was: SWITCH alone spoils 3.
    expect(await verdict({ kind: 'possible', instances: [toTwo, toThree] })).toBe('violated: SWITCH');
  });
});

describe('unknown', () => {
  test('is said of what a search that was cut short did not refute, of whatever kind', async () => {
    const network = counter(
      { name: 'holds', kind: 'always', instances: [{ parts: [0], table: [h, h, h, h] }] },
      { name: 'vacuous', kind: 'always', instances: [{ parts: [0], table: [n, n, n, n] }] },
      { name: 'steps', kind: 'eachStep', instances: [{ step: 0, parts: [0], table: [h, h, h, h] }] },
      { name: 'possible', kind: 'possible', instances: [{ parts: [0], table: [v, v, h, n] }] },
      { name: 'seen', kind: 'always', instances: [{ parts: [0], table: [h, v, h, h] }] },
      { name: 'late', kind: 'always', instances: [{ parts: [0], table: [h, h, h, v] }] },
    );
    const report = await check({ network }, { maxStates: 3 });
    expect(report).toMatchObject({ complete: false, stopped: 'states' });
    expect(report.claims.map(({ verdict }) => verdict)).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unknown',
      'violated',
      'unknown',
    ]);
  });
});

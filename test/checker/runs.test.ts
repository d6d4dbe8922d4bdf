import { describe, expect, test } from '@jest/globals';
import {
  check,
  type FairSteps,
  HOLDS,
  type Network,
  type NetworkClaim,
  NOT_APPLICABLE,
  VIOLATED,
} from '../../checker/index.ts';

const [n, h, v] = [NOT_APPLICABLE, HOLDS, VIOLATED];

/**
 * A request and a door. ASK makes the request wait; the server may SERVE it only while the door is open. The host OPENs
 * and SHUTs the door as it likes, and KNOCKs at any time, which changes nothing. BREAK, once, is the end: nothing can
 * happen any more.
 */
const door = (...claims: NetworkClaim[]): Network => ({
  name: 'door',
  parts: [
    { name: 'request', states: ['none', 'waiting', 'served'], initial: 0 },
    { name: 'door', states: ['open', 'shut', 'broken'], initial: 0 },
  ],
  steps: [
    { name: 'ASK', by: 'client', moves: [move(0, [1, -1, -1]), move(1, [0, 1, -1])] },
    { name: 'SERVE', by: 'server', moves: [move(0, [-1, 2, -1]), move(1, [0, -1, -1])] },
    { name: 'SHUT', by: 'host', moves: [move(1, [1, -1, -1])] },
    { name: 'OPEN', by: 'host', moves: [move(1, [-1, 0, -1])] },
    { name: 'KNOCK', by: 'host', moves: [move(1, [0, 1, -1])] },
    { name: 'BREAK', by: 'thief', moves: [move(0, [-1, -1, 2]), move(1, [2, -1, -1])] },
  ],
  claims,
});
const move = (part: number, to: readonly number[]) => ({ part, to });
const [ASK, SERVE, OPEN, BREAK] = [0, 1, 3, 5];
const promise = (strength: FairSteps['strength'], ...steps: number[]): FairSteps => ({ strength, steps });

const said = async (claim: Omit<NetworkClaim, 'name'>, options = {}) => {
  const { claims } = await check({ network: door({ name: 'claim', ...claim } as NetworkClaim) }, options);
  const { verdict, trace, loop, because } = claims[0] ?? {};
  const steps = (of: typeof trace) => of?.map(({ event }) => event).join(' ');
  return [verdict, steps(trace), steps(loop), because].filter((text) => text !== undefined).join(' | ');
};
const waitingIsServed = (fairness: readonly FairSteps[]) =>
  said({ kind: 'leadsTo', instances: [{ parts: [0], table: [n, v, h] }], fairness } as never);

describe('leadsTo', () => {
  test.each<[string, readonly FairSteps[], string]>([
    ['without fairness, whoever changes nothing may go on for ever', [], 'violated | ASK | KNOCK'],
    // The door is shut and opened again: SERVE can happen again and again, but not always.
    [
      'weak fairness does not help who is let in now and then',
      [promise('weak', SERVE)],
      'violated | ASK | SHUT OPEN',
    ],
    [
      'strong fairness does, unless the door is never opened',
      [promise('strong', SERVE)],
      'violated | ASK SHUT | KNOCK',
    ],
    ['and if opening it is promised too', [promise('strong', SERVE), promise('weak', OPEN)], 'holds'],
    ['a promise of other steps is none of this', [promise('strong', ASK, BREAK)], 'violated | ASK | KNOCK'],
    ['a promise is kept by any of its steps', [promise('strong', SERVE, OPEN)], 'violated | ASK | SHUT OPEN'],
  ])('%s', async (_, fairness, verdict) => {
    expect(await waitingIsServed(fairness)).toBe(verdict);
  });

  test('a run that ends owes for ever what it owes then', async () => {
    // The door is broken, and nothing can happen: no loop.
    const brokenIsMended = { kind: 'leadsTo', instances: [{ parts: [1], table: [h, n, v] }] } as const;
    expect(await said(brokenIsMended)).toBe('violated | ASK SERVE BREAK | ');
  });

  test('is vacuous where nothing is ever owed', async () => {
    expect(await said({ kind: 'leadsTo', instances: [{ parts: [0], table: [h, n, h] }] })).toBe('vacuous');
    expect(await said({ kind: 'leadsTo', instances: [] })).toBe('vacuous');
  });

  test('of several instances the soonest loop is shown', async () => {
    const late = { parts: [0], table: [n, n, v] };
    const soon = { parts: [1], table: [v, n, n] };
    expect(await said({ kind: 'leadsTo', instances: [late, soon] })).toBe('violated |  | KNOCK');
  });
});

describe('eventually', () => {
  test('a goal that some run never comes to', async () => {
    expect(await said({ kind: 'eventually', instances: [{ parts: [0], table: [n, n, h] }] })).toBe(
      'violated |  | KNOCK',
    );
  });

  test('a goal passed once is enough, also where it is left again', async () => {
    const fairness = [promise('weak', ASK)];
    expect(
      await said({ kind: 'eventually', instances: [{ parts: [0], table: [n, h, n] }], fairness } as never),
    ).toBe('holds');
  });

  test('holds where the run begins', async () => {
    expect(await said({ kind: 'eventually', instances: [{ parts: [0], table: [h, n, n] }] })).toBe('holds');
  });
});

describe('sometimes', () => {
  test('shows a shortest way, and of several goals to the farthest', async () => {
    const served = { parts: [0], table: [n, n, h] };
    const broken = { parts: [1], table: [n, n, h] };
    expect(await said({ kind: 'sometimes', instances: [served] })).toBe('holds | ASK SERVE');
    expect(await said({ kind: 'sometimes', instances: [served, broken] })).toBe('holds | ASK SERVE BREAK');
    expect(await said({ kind: 'sometimes', instances: [served, broken] }, { engine: 'symbolic' })).toBe(
      'holds | ASK SERVE BREAK',
    );
  });

  test('is violated where one goal is never met, without a trace', async () => {
    const both = { parts: [0, 1], table: [n, n, h, n, n, n, n, n, n] };
    for (const engine of ['explicit', 'symbolic'])
      expect(await said({ kind: 'sometimes', instances: [both] }, { engine })).toBe('violated');
  });

  test('a goal that was met is a proof also where the search was cut short', async () => {
    const waiting = { parts: [0], table: [n, h, n] };
    const broken = { parts: [1], table: [n, n, h] };
    expect(await said({ kind: 'sometimes', instances: [waiting] }, { maxStates: 2 })).toBe('holds | ASK');
    expect(await said({ kind: 'sometimes', instances: [broken] }, { maxStates: 2 })).toBe('unknown');
  });
});

describe('who cannot decide says so', () => {
  const claim = { kind: 'leadsTo', instances: [{ parts: [0], table: [n, v, h] }] } as const;

  test.each([
    [{ engine: 'symbolic' }, 'unknown | the symbolic engine does not look at runs; the explicit one does'],
    [{ engine: 'walk' }, 'unknown | a walk ends, and what happens for ever after is not seen'],
    [{ reduce: { partialOrder: true } }, 'unknown | reductions keep what can be violated'],
    [{ maxStates: 2 }, 'unknown'],
    [{ maxBytes: 1 }, 'unknown'],
  ])('%j', async (options, told) => {
    expect(await said(claim, options)).toMatch(told);
  });
});

test('fairness about a step that there is not is refused', async () => {
  await expect(waitingIsServed([promise('weak', 9)])).rejects.toThrow(
    'claim claim: its fairness is about step number 9, which there is not',
  );
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMachine } from 'xstate';
import { check, HOLDS, type LivelockOptions, type Network, VIOLATED } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { diningPhilosophers } from '../../docs/examples/diningPhilosophers.ts';
import { anyNetwork, dense, loose } from '../fixtures/anyNetwork.ts';
import { exampleSystem } from '../fixtures/exampleSystem.ts';
import { naiveStep } from '../fixtures/naiveExploration.ts';
import { twoLamps } from '../fixtures/twoLamps.ts';

const SEED = 20_261_126;
const STATES_MAX = 3000;
const all = { deadlocks: true, coverage: true } as const;

/** A random network in which some local states are final. */
const anyEnding = (shape: Parameters<typeof anyNetwork>[0]) =>
  anyNetwork(shape).chain((network) =>
    fc
      .tuple(
        ...network.parts.map(({ states }) => fc.option(fc.subarray([...states.keys()]), { nil: undefined })),
      )
      .map((finals): Network => {
        const parts = network.parts.map((part, p) => ({
          ...part,
          ...(finals[p] ? { finals: finals[p] } : {}),
        }));
        return { ...network, parts, claims: [] };
      }),
  );

/** What happens in a network, by strings and word for word; undefined if it is too large. */
function naively({ parts, ...network }: Network) {
  const whole = { parts, ...network };
  const states = new Map([[parts.map(({ initial }) => initial).join(), parts.map(({ initial }) => initial)]]);
  const happened = new Set<string>();
  const stuck: number[] = [];
  const depths = [0];
  let number = 0;
  for (const state of states.values()) {
    const depth = depths[number++] ?? 0;
    const next = network.steps.flatMap(({ name }, step) => {
      const after = naiveStep(whole, state, step);
      return after ? [{ name, after: [...after] }] : [];
    });
    for (const { name, after } of next) {
      happened.add(name);
      if (!states.has(after.join())) depths.push(depth + 1);
      states.set(after.join(), after);
    }
    const ending = [...parts.entries()].filter(([, { finals = [] }]) => finals.length > 0);
    const ended =
      ending.length > 0 && ending.every(([p, { finals = [] }]) => finals.includes(state[p] ?? -1));
    if (next.length === 0 && !ended) stuck.push(depth);
    if (states.size > STATES_MAX) return undefined;
  }
  const reached = [...states.values()];
  return {
    deadlocks: stuck.length,
    nearest: stuck.length > 0 ? Math.min(...stuck) : undefined,
    coverage: {
      steps: network.steps.map(({ name }) => name).filter((name) => !happened.has(name)),
      parts: parts
        .map(({ name, states: labels }, p) => ({
          part: name,
          states: labels.filter((_, s) => !reached.some((state) => state[p] === s)),
        }))
        .filter(({ states: never }) => never.length > 0),
    },
  };
}

test('both engines find the deadlocks and what never happens, as a search by hand does', async () => {
  let withDeadlock = 0;
  let covered = 0;
  const property = fc.asyncProperty(fc.oneof(anyEnding(dense), anyEnding(loose)), async (network) => {
    const wanted = naively(network);
    if (!wanted) return;
    if (wanted.deadlocks > 0) withDeadlock++;
    if (wanted.coverage.steps.length === 0) covered++;
    for (const engine of ['explicit', 'symbolic'] as const) {
      const { deadlocks, coverage } = await check({ network }, { engine, examine: all });
      expect(deadlocks?.states).toBe(wanted.deadlocks);
      expect(deadlocks?.trace?.length).toBe(wanted.nearest);
      expect(coverage).toEqual(wanted.coverage);
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: 300 });
  expect(withDeadlock).toBeGreaterThan(20);
  expect(covered).toBeGreaterThan(20);
});

/** The same with a part that says whether the last step was progress: `leadsTo` can then say that there is always more. */
function withProgress(network: Network, { progress, fair }: LivelockOptions): Network {
  const last = network.parts.length;
  const fairness = network.steps.flatMap(({ by }, step) =>
    fair.includes(by) ? [{ strength: 'weak' as const, steps: [step] }] : [],
  );
  return {
    ...network,
    parts: [...network.parts, { name: 'progress', states: ['no', 'yes'], initial: 0 }],
    steps: network.steps.map((step) => {
      const to = progress.includes(step.name) ? 1 : 0;
      return { ...step, moves: [...step.moves, { part: last, to: [to, to] }] };
    }),
    claims: [
      {
        name: 'more',
        kind: 'leadsTo',
        instances: [{ parts: [last], table: [VIOLATED, HOLDS] }],
        fairness,
      },
    ],
  };
}

test('a livelock is found where progress does not always come again', async () => {
  const found = { yes: 0, no: 0 };
  const anyLivelock = anyNetwork(dense).chain((network) =>
    fc.record({
      network: fc.constant({ ...network, claims: [] }),
      progress: fc.subarray(network.steps.map(({ name }) => name)),
      fair: fc.subarray(['guest', 'device', 'host']),
    }),
  );
  const property = fc.asyncProperty(anyLivelock, async ({ network, ...livelocks }) => {
    const { deadlocks, livelock } = await check({ network }, { examine: { deadlocks: true, livelocks } });
    // Where nothing can happen any more, no progress comes either: that is another matter.
    if (deadlocks?.states !== 0) return;
    const [claim] = (await check({ network: withProgress(network, livelocks) })).claims;
    expect(livelock?.found).toBe(claim?.verdict === 'violated');
    found[livelock?.found ? 'yes' : 'no']++;
    if (!livelock?.found) return;
    // It runs, comes back to where it began, and makes no progress.
    const take = (state: readonly number[], event: string) => {
      const after = naiveStep(
        network,
        state,
        network.steps.findIndex(({ name }) => name === event),
      );
      if (!after) throw new Error(`${event} is refused`);
      return after;
    };
    const { trace = [], loop = [] } = livelock;
    const entry = trace.reduce<readonly number[]>(
      (state, { event }) => take(state, event),
      network.parts.map(({ initial }) => initial),
    );
    expect(loop.reduce<readonly number[]>((state, { event }) => take(state, event), entry)).toEqual(entry);
    expect(loop.length).toBeGreaterThan(0);
    expect(loop.filter(({ event }) => livelocks.progress.includes(event))).toEqual([]);
  });
  await fc.assert(property, { seed: SEED, numRuns: 400 });
  expect(found.yes).toBeGreaterThan(50);
  expect(found.no).toBeGreaterThan(20);
});

describe('the final states of machines', () => {
  const once = createMachine({
    id: 'once',
    initial: 'a',
    states: { a: { on: { TICK: 'done' } }, done: { type: 'final' } },
  });
  const stops = createMachine({ id: 'stops', initial: 'a', states: { a: { on: { TICK: 'b' } }, b: {} } });
  const deadlocksOf = async (machine: typeof once | typeof stops) =>
    (await check(compose(exampleSystem({ machine: { machine } })), { examine: all })).deadlocks;

  test('are no deadlocks, and others are', async () => {
    expect(await deadlocksOf(once)).toEqual({ states: 0 });
    expect(await deadlocksOf(stops)).toEqual({ states: 1, trace: [{ event: 'TICK', by: 'world' }] });
  });
});

test('philosophers who are all left-handed starve in one state, each with a fork, after as many steps', async () => {
  const { deadlocks } = await check(compose(diningPhilosophers(3, false, 'strong')), { examine: all });
  expect(deadlocks?.states).toBe(1);
  expect(deadlocks?.trace).toHaveLength(3);
});

test('the hot loop and a reduction: the one is looked at as ever, the other is refused', async () => {
  const { deadlocks, coverage } = await check({ network: twoLamps }, { loop: 'hot', examine: all });
  // With lamp[0] off and lamp[1] broken nobody can move.
  expect(deadlocks).toEqual({ states: 1, trace: [{ event: 'FAIL(lamp=1)', by: 'world' }] });
  expect(coverage).toEqual({ steps: [], parts: [] });
  await expect(check({ network: twoLamps }, { reduce: {}, examine: all })).rejects.toThrow('whole graphs');
  await expect(check({ network: twoLamps }, { engine: 'walk', examine: all })).rejects.toThrow(
    'whole graphs',
  );
});

test('a search that was cut short tells what it has found by then, and does not say that there is no livelock', async () => {
  const livelocks = { progress: ['TOGGLE'], fair: [] };
  const report = await check({ network: twoLamps }, { maxStates: 1, examine: { ...all, livelocks } });
  expect(report).toMatchObject({
    complete: false,
    livelock: { found: false, because: 'the search was cut short' },
  });
});

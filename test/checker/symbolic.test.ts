import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { check, type Progress, type Report } from '../../checker/index.ts';
import { ordersOf } from '../../checker/symbolic/order.ts';
import { compose } from '../../composition/index.ts';
import { anyNetwork, dense } from '../fixtures/anyNetwork.ts';
import { type BouncedPagesSize, bouncedPages, bouncedPagesStates } from '../fixtures/bouncedPages.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

/** These searches are short, but Jest's sandbox and a busy machine slow them tenfold. */
jest.setTimeout(60_000);

const SEED = 20_261_121;
const engine = 'symbolic';

/** What two engines, or two orders, must agree on. */
const said = ({ states, transitions, depth, complete, claims }: Report) => ({
  states,
  transitions,
  depth,
  complete,
  claims: claims.map(({ verdict, trace }) => ({ verdict, steps: trace?.length })),
});

describe('numbers known in closed form', () => {
  test.each([
    { pages: 2, slots: 2, states: 225, transitions: 1_148, depth: 12 },
    { pages: 3, slots: 3, states: 16_353, transitions: 141_981, depth: 18 },
  ])('$pages pages x $slots slots', async ({ pages, slots, ...numbers }) => {
    const report = await check(compose(pagesAndSlots(pages, slots)), { engine, depth: true });
    expect(report).toMatchObject({ engine, ...numbers, complete: true, claims: [{ verdict: 'holds' }] });
  });

  test('4 pages x 4 slots, whose depth would take long', async () => {
    const report = await check(compose(pagesAndSlots(4, 4)), { engine });
    expect(report).toMatchObject({
      states: 2_121_249,
      transitions: 26_465_568,
      claims: [{ verdict: 'holds' }],
    });
  });

  test.each<BouncedPagesSize>([
    { pages: 4, slots: 4, devices: 2 },
    { pages: 8, slots: 8, devices: 2 },
  ])('$pages pages x $slots slots x $devices devices', async (size) => {
    const report = await check({ network: bouncedPages(size) }, { engine });
    expect(BigInt(report.states)).toBe(bouncedPagesStates(size));
    expect(report.claims.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds']);
    // Not measured, so not said.
    expect(report).not.toHaveProperty('depth');
  });

  test('beyond what a number holds they are bigints, and only there', async () => {
    const size = { pages: 12, slots: 6, devices: 2 };
    const { states, transitions } = await check({ network: bouncedPages(size) }, { engine });
    expect(states).toBe(Number(bouncedPagesStates(size)));
    expect(typeof transitions).toBe('bigint');
    expect(transitions).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
  });
});

describe('a violation', () => {
  test('comes with a trace as short as that of the explicit engine', async () => {
    const network = bouncedPages({ pages: 2, slots: 2, devices: 2 }, true);
    const report = await check({ network }, { engine, depth: true });
    expect(said(report)).toEqual(said(await check({ network })));
    expect(report.claims[0]?.trace?.map(({ event }) => event)).toEqual([
      'MAP(0,0,0)',
      'LOCK(0)',
      'ACCEPT(0)',
    ]);
    expect(report.claims[1]?.trace).toHaveLength(4);
  });

  test('is the same one each time', async () => {
    const faulty = compose(pagesAndSlots(3, 3, true));
    const first = await check(faulty, { engine });
    expect(first.claims[0]?.trace).toHaveLength(6);
    expect({ ...(await check(faulty, { engine })), seconds: 0 }).toEqual({ ...first, seconds: 0 });
  });

  test('of what must stay possible is found where it is nearest', async () => {
    // Failed devices are not reset, and every slot is asked: none of the devices can run again after FAIL.
    const network = bouncedPages({ pages: 1, slots: 1, devices: 1 });
    const broken = { ...network, steps: network.steps.filter(({ name }) => name !== 'RESET(0)'), claims: [] };
    const claims = network.claims.filter(({ kind }) => kind === 'possible');
    const report = await check({ network: { ...broken, claims } }, { engine });
    expect(report.claims[0]?.trace?.map(({ event }) => event)).toEqual(['FAIL(0)']);
  });
});

describe('the order of the parts', () => {
  test(`changes nothing that is said (seed ${SEED})`, async () => {
    const networkAndOrder = anyNetwork(dense).chain((network) =>
      fc.tuple(fc.constant(network), fc.shuffledSubarray(network.parts.map(({ name }) => name))),
    );
    await fc.assert(
      fc.asyncProperty(networkAndOrder, async ([network, order]) => {
        const ordered = await check({ network }, { engine, order, depth: true });
        expect(said(ordered)).toEqual(said(await check({ network }, { engine, depth: true })));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  test('is by parts and families, each once', async () => {
    const network = bouncedPages({ pages: 2, slots: 2, devices: 1 });
    const states = Number(bouncedPagesStates({ pages: 2, slots: 2, devices: 1 }));
    for (const order of [['device', 'slot'], ['page[1]'], ['slot[1]', 'device', 'slot[0]', 'page']])
      expect(await check({ network }, { engine, order })).toMatchObject({ states, complete: true });
    await expect(check({ network }, { engine, order: ['slots'] })).rejects.toThrow(
      'order: there is no part slots in bouncedPages 2x2x1',
    );
    await expect(check({ network }, { engine, order: ['slot', 'slot[1]'] })).rejects.toThrow(
      'order: slot[1] is named twice',
    );
  });

  test('puts what changes above what only consents', () => {
    const network = bouncedPages({ pages: 3, slots: 3, devices: 2 });
    const names = ordersOf(network)[0]?.map((part) => network.parts[part]?.name);
    expect(names?.map((name) => name?.replace(/\W.*/, ''))).toEqual([
      ...['slot', 'slot', 'slot'],
      ...['page', 'page', 'page'],
      ...['device', 'device'],
    ]);
  });
});

test('puts parts apart that no step ties together', () => {
  const both = (member: number) => ({
    name: `BOTH_${member}`,
    by: 'anybody',
    moves: [member, 2 + member].map((part) => ({ part, to: [1, 0] })),
  });
  const parts = ['a[0]', 'a[1]', 'b[0]', 'b[1]'].map((name) => ({ name, states: ['off', 'on'], initial: 0 }));
  const orders = ordersOf({ name: 'pairs', parts, steps: [both(0), both(1)], claims: [] });
  for (const order of orders)
    expect(order.map((part) => parts[part]?.name)).toEqual(['a[0]', 'b[0]', 'a[1]', 'b[1]']);
});

describe('a bound that is reached', () => {
  test('in memory: says unknown, and no more states than there are', async () => {
    const composed = compose(pagesAndSlots(5, 5));
    const report = await check(composed, { engine, maxBytes: 60_000 });
    expect(report).toMatchObject({ complete: false, stopped: 'memory', claims: [{ verdict: 'unknown' }] });
    expect(report.states).toBeGreaterThan(1);
    expect(report.states).toBeLessThan(433_145_763);
    expect(report.transitions).toBeGreaterThan(1);
    // Some 200 nodes of 74 words, and as much again while they are made.
    const enough = await check(composed, { engine, maxBytes: 1_000_000 });
    expect(enough).toMatchObject({ complete: true, states: 433_145_763, claims: [{ verdict: 'holds' }] });
  });

  test('by interruption: the same', async () => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => {
      seen.push(progress);
      if (seen.length === 2) stop.abort();
    };
    const size = { pages: 8, slots: 8, devices: 2 };
    const order = ['device', 'slot', 'page'];
    const options = { engine, order, signal: stop.signal, onProgress } as const;
    const report = await check({ network: bouncedPages(size) }, options);
    expect(report).toMatchObject({ complete: false, stopped: 'interrupted' });
    expect(report.claims.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(report.states).toBe(seen[1]?.states);
    expect(report.states).toBeGreaterThan(1);
    expect(BigInt(report.states)).toBeLessThan(bouncedPagesStates(size));
    expect(seen[1]?.nodes).toBeGreaterThan(1_000);
  });

  test('does not hide a violation that was found, though its trace was not', async () => {
    const stop = new AbortController();
    const network = bouncedPages({ pages: 2, slots: 2, devices: 2 }, true);
    const onProgress = ({ depth }: Progress) => depth > 0 && stop.abort();
    const { complete, claims } = await check({ network }, { engine, signal: stop.signal, onProgress });
    expect(complete).toBe(false);
    expect(claims.map(({ verdict }) => verdict)).toEqual(['violated', 'violated', 'unknown']);
    expect(claims[0]).not.toHaveProperty('trace');
  });
});

test('a bound on nodes: says unknown, and collects before it gives up', async () => {
  const size = { pages: 6, slots: 6, devices: 2 };
  const options = { engine, order: ['device', 'slot', 'page'] } as const;
  const network = bouncedPages(size);
  expect(await check({ network }, { ...options, maxNodes: 100 })).toMatchObject({
    complete: false,
    stopped: 'nodes',
    claims: [{ verdict: 'unknown' }, { verdict: 'unknown' }, { verdict: 'unknown' }],
  });
  // Some 11,000 nodes are made: without collection they would not fit.
  const enough = await check({ network }, { ...options, maxNodes: 1_000 });
  expect(enough).toMatchObject({ complete: true, states: Number(bouncedPagesStates(size)) });
});

test('nodes that nobody needs give their memory back', async () => {
  // In this order some 11,000 nodes of up to 15 words are made, 600 kB, of which few are needed at a time.
  const size = { pages: 6, slots: 6, devices: 2 };
  const options = { engine, order: ['device', 'slot', 'page'], maxBytes: 400_000 } as const;
  const report = await check({ network: bouncedPages(size) }, options);
  expect(report).toMatchObject({ complete: true, states: Number(bouncedPagesStates(size)) });
});

test('parts with one local state need no level, and may refuse', async () => {
  const network = {
    name: 'still',
    parts: [
      { name: 'rock', states: ['there'], initial: 0 },
      { name: 'wall', states: ['there'], initial: 0 },
    ],
    steps: [
      { name: 'LOOK', by: 'anybody', moves: [{ part: 0, to: [0] }] },
      {
        name: 'PUSH',
        by: 'anybody',
        moves: [
          { part: 0, to: [0] },
          { part: 1, to: [-1] },
        ],
      },
    ],
    claims: [
      { name: 'isThere', kind: 'always' as const, instances: [{ parts: [0, 1], table: [2] }] },
      { name: 'isNotPushed', kind: 'eachStep' as const, instances: [{ step: 1, parts: [0], table: [2] }] },
      { name: 'isNotLookedAt', kind: 'eachStep' as const, instances: [{ step: 0, parts: [1], table: [2] }] },
    ],
  };
  const report = await check({ network }, { engine, depth: true });
  expect(report).toMatchObject({ states: 1, transitions: 1, depth: 0 });
  expect(report.claims).toEqual([
    { claim: 'isThere', verdict: 'violated', trace: [] },
    { claim: 'isNotPushed', verdict: 'vacuous' },
    { claim: 'isNotLookedAt', verdict: 'violated', trace: [{ event: 'LOOK', by: 'anybody' }] },
  ]);
});

import { expect, test } from '@jest/globals';
import Ajv from 'ajv';
import { check } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { diningPhilosophers } from '../../docs/examples/diningPhilosophers.ts';
import { twoPhaseCommit } from '../../docs/examples/twoPhaseCommit.ts';
import { itfTrace } from '../../exporters/index.ts';
import { itfSchema } from '../fixtures/itfSchema.ts';
import { runCli } from '../fixtures/runCli.ts';

const isItf = new Ajv.default({ strict: false }).compile(itfSchema);

test('of a counterexample: one state more than steps, and what led to each', async () => {
  const { code, out } = await runCli(['trace', 'forgetful', 'cachedPageIsShared', '--itf']);
  expect(code).toBe(0);
  const itf = JSON.parse(out);
  expect([isItf(itf), isItf.errors]).toEqual([true, null]);
  expect(itf.vars).toEqual(['page', 'slot', 'mbt::actionTaken', 'mbt::nondetPicks']);
  expect(itf.states).toHaveLength(7);
  for (const state of itf.states) expect(Object.keys(state).sort()).toEqual(['#meta', ...itf.vars].sort());
  expect(itf.states[0]).toMatchObject({ 'mbt::actionTaken': 'init', 'mbt::nondetPicks': {} });
  expect(itf.states[2]).toEqual({
    '#meta': { index: 2, event: 'MAP(page=0, slot=0)', by: 'guest' },
    page: {
      '#map': [
        [{ '#bigint': '0' }, { value: 'shared', context: {} }],
        [{ '#bigint': '1' }, { value: 'clean', context: {} }],
      ],
    },
    slot: {
      '#map': [
        [
          { '#bigint': '0' },
          expect.objectContaining({ context: expect.objectContaining({ map: { '#bigint': '0' } }) }),
        ],
        [
          { '#bigint': '1' },
          expect.objectContaining({ context: expect.objectContaining({ map: { '#tup': [] } }) }),
        ],
      ],
    },
    'mbt::actionTaken': 'MAP',
    'mbt::nondetPicks': {
      page: { tag: 'Some', value: { '#bigint': '0' } },
      slot: { tag: 'Some', value: { '#bigint': '0' } },
    },
  });
  expect(itf.loop).toBeUndefined();
});

test('of a lasso: its last step leads back to state number `loop`', async () => {
  const composition = compose(diningPhilosophers(3, true, 'weak'));
  const found = (await check(composition)).claims[1];
  expect([found?.trace?.length, found?.loop?.length]).toEqual([1, 4]);
  const itf = itfTrace(composition.world, found?.trace ?? [], found?.loop);
  expect(itf).toMatchObject({ loop: 1 });
  const { states } = itf as { readonly states: readonly object[] };
  expect(isItf(itf)).toBe(true);
  // States 0 and 1 before the loop, and three that are only in it.
  expect(states).toHaveLength(5);
});

test('monitors are no variables', async () => {
  const composition = compose(twoPhaseCommit(2, true));
  const [found] = (await check(composition)).claims;
  expect(itfTrace(composition.world, found?.trace ?? [])).toMatchObject({
    vars: ['site', 'coordinator', 'mbt::actionTaken', 'mbt::nondetPicks'],
  });
});

test('a claim that holds has no trace', async () => {
  const { code, out, err } = await runCli(['trace', 'careful', 'cachedPageIsShared', '--itf']);
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain('there is no trace, the verdict of cachedPageIsShared is holds');
});

test('the schema of the tests refuses plain numbers and unknown special objects', () => {
  const withValue = (value: unknown) => ({ vars: ['x'], states: [{ x: value }] });
  expect(isItf(withValue({ '#bigint': '3' }))).toBe(true);
  expect(isItf(withValue(3))).toBe(false);
  expect(isItf(withValue({ '#number': '3' }))).toBe(false);
  expect(isItf(withValue([null]))).toBe(false);
});

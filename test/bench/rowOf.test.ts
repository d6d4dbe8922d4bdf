import { expect, test } from '@jest/globals';
import { type Contender, countsOf, rowOf } from '../../bench/index.ts';

const world = { pages: 2, slots: 2 };
const right = { ...countsOf(world), seconds: 1, cpuSeconds: 1, prepareSeconds: 0, bytes: 1 };
const contender = (found: Partial<typeof right>, needs: readonly string[] = []): Contender => ({
  name: 'somebody',
  summary: 'a checker',
  needs,
  run: async () => ({ ...right, ...found }),
});
const leftOut = (why: string, excused: boolean) => ({ name: 'somebody', world, why, excused });

test('who counts what there is has a row', async () => {
  expect(await rowOf(contender({}), world, {})).toEqual({
    name: 'somebody',
    summary: 'a checker',
    world,
    ...right,
  });
});

test.each([
  [{ states: 224n }, 'counts 224 states and 1148 transitions of 225 and 1148'],
  [{ transitions: 1149n }, 'counts 225 states and 1149 transitions of 225 and 1148'],
])('who counts anything else is refused: %j', async (found, why) => {
  expect(await rowOf(contender(found), world, {})).toEqual(leftOut(why, false));
});

test('who fails is refused with its reason', async () => {
  const failing: Contender = { ...contender({}), run: () => Promise.reject(new Error('out of memory')) };
  expect(await rowOf(failing, world, {})).toEqual(leftOut('out of memory', false));
});

test('a program that is not installed is named, and nothing is run', async () => {
  const row = await rowOf(contender({ states: 0n }, ['spin', 'gcc']), world, { gcc: '12' });
  expect(row).toEqual(leftOut('spin: not installed', true));
});

test('what is interrupted is excused, before it begins and while it runs', async () => {
  const stop = new AbortController();
  const interrupted: Contender = {
    ...contender({}),
    run: async () => {
      stop.abort();
      throw new Error('aborted');
    },
  };
  expect(await rowOf(interrupted, world, {}, stop.signal)).toEqual(leftOut('interrupted', true));
  expect(await rowOf(contender({}), world, {}, stop.signal)).toEqual(leftOut('interrupted', true));
});

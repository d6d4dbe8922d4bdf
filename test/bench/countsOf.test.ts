import { expect, test } from '@jest/globals';
import { countsOf, pagesAndSlots } from '../../bench/index.ts';
import { check } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';

test.each([
  [1, 1],
  [2, 1],
  [1, 2],
  [2, 2],
  [3, 2],
])('%i pages and %i slots: the closed form is what an exploration counts', async (pages, slots) => {
  const { states, transitions } = await check(compose(pagesAndSlots(pages, slots)));
  expect(countsOf({ pages, slots })).toEqual({ states: BigInt(states), transitions: BigInt(transitions) });
});

/** Counted by a dozen checkers. */
test.each([
  [3, 3, 16_353n, 141_981n],
  [4, 4, 2_121_249n, 26_465_568n],
  [3, 5, 3_479_913n, 47_071_995n],
  [5, 4, 16_332_723n, 226_235_880n],
])('%i pages and %i slots: %i states and %i transitions', (pages, slots, states, transitions) => {
  expect(countsOf({ pages, slots })).toEqual({ states, transitions });
});

import { describe, expect, test } from '@jest/globals';
import { check, type Network } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { brokenBy, initialLocals, type Locals, localsAfter, wantedState } from '../../explorer/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const { network } = compose(pagesAndSlots(1, 1, true));

/** All states that can be walked to, and every step that breaks something. */
function walked(of: Network) {
  const seen = new Map<string, Locals>([[initialLocals(of).join(), initialLocals(of)]]);
  let transitions = 0;
  const broken = new Set<string>();
  for (const state of seen.values()) {
    of.steps.forEach((_, step) => {
      const after = localsAfter(of, state, step);
      if (!after) return;
      transitions++;
      for (const claim of brokenBy(of, state, step, after)) broken.add(claim);
      if (!seen.has(after.join())) seen.set(after.join(), after);
    });
  }
  return { states: seen.size, transitions, broken: [...broken].sort() };
}

test('walking everywhere comes to what the engine counts, and breaks what it says is violated', async () => {
  const { states, transitions, claims } = await check({ network });
  const broken = claims.filter(({ verdict }) => verdict === 'violated').map(({ claim }) => claim);
  expect(broken).not.toEqual([]);
  expect(walked(network)).toEqual({ states, transitions, broken: broken.sort() });
});

test('a step that there is not leads nowhere', () => {
  expect(localsAfter(network, initialLocals(network), 999)).toBeUndefined();
});

describe('a state where …', () => {
  const find = async (question: string) => {
    const [found] = (await check({ network: { ...network, claims: [wantedState(network, question)] } }))
      .claims;
    return found?.trace?.map(({ event }) => event) ?? found?.verdict;
  };

  test('is found by a shortest way', async () => {
    expect(await find('page[0]: shared')).toEqual(['TO_SHARED(page=0)']);
    expect(await find('page[0]: shared, slot[0]: map=0')).toEqual([
      'TO_SHARED(page=0)',
      'MAP(page=0, slot=0)',
    ]);
  });

  test('or there is none', async () => {
    expect(await find('page[0]: secret, slot[0]: map=0')).toBe('holds');
  });

  test('names parts and words that there are', () => {
    expect(() => wantedState(network, 'room[0]: shared')).toThrow(
      'there is no part room[0]; write for example page[0]: clean',
    );
    expect(() => wantedState(network, 'page[0]: blue')).toThrow('page[0] has no state with blue');
  });
});

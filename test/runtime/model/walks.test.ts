import { expect, test } from '@jest/globals';
import { apart } from '../../fixtures/apart.ts';

const SEED = 20_261_126;

interface Walks {
  readonly failed: boolean;
  readonly seed: number;
  readonly path: string | null;
  readonly states: number;
  readonly steps: number;
  readonly disagreement?: { readonly path: readonly string[]; readonly what: string };
}

const walks = (wanted: object): Walks => apart('runtime/model/walks.mjs', wanted);

/** Worlds whose graphs nobody executes whole: millions of states and more. */
const small = { page: 1, slot: 1, device: 1, mapping: 1 };
const larger = { page: 3, slot: 3, device: 1, mapping: 3 };

test.each([
  ['linux612ForceBounce', larger],
  ['privatePool', { page: 2, slot: 4, pool: 2, device: 1, mapping: 2 }],
])(`random ways through a larger %s are on bytes what the model says (seed ${SEED})`, (proposal, sizes) => {
  const told = walks({ proposal, sizes, seed: SEED, walks: 40 });
  expect(told).toMatchObject({ failed: false });
  expect(told.states).toBeGreaterThan(500);
});

test('where bytes and model part, the way is shrunk, and found again by seed and path', () => {
  const wanted = { proposal: 'linux612ForceBounce', sizes: small, seed: SEED, walks: 60, wrong: true };
  const first = walks(wanted);
  expect(first.failed).toBe(true);
  expect(first.disagreement?.path).toHaveLength(1);
  expect(first.disagreement?.what).toMatch(/ on bytes, and .* in the model/);
  const again = walks({ ...wanted, path: first.path });
  expect({ ...again, steps: 0, path: '' }).toEqual({ ...first, steps: 0, path: '', states: again.states });
  expect(again.steps).toBeLessThan(first.steps);
});

import { describe, expect, test } from '@jest/globals';
import { check, type Network } from '../../checker/index.ts';
import { layoutOf } from '../../checker/layout.ts';

/** Parts of the given sizes, each of which counts round by itself. */
const rings = (sizes: readonly number[], initial: (size: number) => number = () => 0): Network => ({
  name: 'rings',
  parts: sizes.map((size, p) => ({
    name: `ring ${p}`,
    states: Array.from({ length: size }, (_, s) => `${s}`),
    initial: initial(size),
  })),
  steps: sizes.map((size, part) => ({
    name: `TURN ${part}`,
    by: 'x',
    moves: [{ part, to: Array.from({ length: size }, (_, s) => (s + 1) % size) }],
  })),
  claims: [],
});
const fields = (sizes: readonly number[]) => {
  const { word, shift, mask, words } = layoutOf(rings(sizes));
  return { words, fields: sizes.map((_, p) => [word[p], shift[p], mask[p]]) };
};

describe('layout', () => {
  test('2^k states take k bits, one more takes k + 1, one takes none', () => {
    expect(fields([1, 2, 3, 4, 5, 8, 9])).toEqual({
      words: 1,
      fields: [
        [0, 0, 0],
        [0, 0, 1],
        [0, 1, 3],
        [0, 3, 3],
        [0, 5, 7],
        [0, 8, 7],
        [0, 11, 15],
      ],
    });
  });

  test('no field straddles two words; a later small one fills the gap', () => {
    expect(fields([2 ** 16, 2 ** 15, 4, 2])).toEqual({
      words: 2,
      fields: [
        [0, 0, 0xffff],
        [0, 16, 0x7fff],
        [1, 0, 3],
        [0, 31, 1],
      ],
    });
  });

  test('a part of one state after a full word', () => {
    expect(fields([2 ** 16, 2 ** 16, 1])).toMatchObject({
      words: 1,
      fields: [
        [0, 0, 0xffff],
        [0, 16, 0xffff],
        [0, 0, 0],
      ],
    });
  });

  test('the initial state is packed, the highest bit included', () => {
    const { initial } = layoutOf(rings([2 ** 16, 2 ** 16], (size) => size - 1));
    expect([...initial]).toEqual([0xffffffff]);
  });
});

// Rings turn by themselves: the states are the product of the sizes, each with a step for each ring. The
// farthest state has every ring at its last: the sum of size - 1.
test.each([
  [[1]],
  [[2, 2, 2, 2, 2, 2, 2, 2, 2, 2]],
  [[1, 3, 1, 5, 1, 17]],
  [[4, 8, 16]],
  [[5, 9, 17]],
  [[1000, 3]],
  [[33, 3, 4]],
])('rings of %j are counted in closed form', async (sizes) => {
  expect(await check({ network: rings(sizes) })).toMatchObject({
    states: sizes.reduce((product, size) => product * size, 1),
    transitions: sizes.reduce((product, size) => product * size, 1) * sizes.length,
    depth: sizes.reduce((sum, size) => sum + size - 1, 0),
  });
});

test('many words, of which all count: a token that is passed through 40 parts of 5 states', async () => {
  // 3 bits a part, 10 parts a word: 4 words. Each part goes from 0 to 1 only after its left neighbour has:
  // one state for each part that has moved, and the initial one.
  const count = 40;
  const network: Network = {
    name: 'token',
    parts: Array.from({ length: count }, (_, p) => ({
      name: `part ${p}`,
      states: ['0', '1', '2', '3', '4'],
      initial: p === 0 ? 1 : 0,
    })),
    steps: Array.from({ length: count - 1 }, (_, p) => ({
      name: `PASS ${p}`,
      by: 'x',
      moves: [
        { part: p, to: [-1, 4, -1, -1, -1] },
        { part: p + 1, to: [1, -1, -1, -1, -1] },
      ],
    })),
    claims: [
      {
        name: 'neverLast',
        kind: 'always',
        instances: [
          { parts: [0, count - 1], table: Array.from({ length: 25 }, (_, i) => (i === 4 * 5 + 1 ? 2 : 1)) },
        ],
      },
    ],
  };
  expect(layoutOf(network).words).toBe(4);
  const report = await check({ network });
  expect(report).toMatchObject({ states: count, transitions: count - 1, depth: count - 1 });
  expect(report.claims[0]?.trace).toHaveLength(count - 1);
});

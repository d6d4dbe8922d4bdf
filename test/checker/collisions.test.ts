import { expect, test } from '@jest/globals';
import { hashOf } from '../../checker/hashOf.ts';
import { type CheckOptions, check, type Network } from '../../checker/index.ts';

const BYTES = 8;
const COLLIDING = 40;

/** What the first word of a state makes of the hash; the second word is mixed in after it. */
function afterFirstWord(word: number): number {
  const mixed = Math.imul(0x9e3779b9 ^ word, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** Pairs of words that all have one hash: whatever the first word makes of it, the second one takes back. */
const collidingStates = Array.from({ length: COLLIDING }, (_, i) =>
  Uint32Array.of(i + 1, afterFirstWord(i + 1) ^ 0x1234_5678),
);
const byteOf = (state: Uint32Array, byte: number) => new Uint8Array(state.buffer)[byte] as number;

/**
 * One step leads from the initial state to each of them, and one back; all have the same 32 bits of hash, so that nothing
 * but the whole states tells them apart. The last of them violates a claim, and each can go home.
 */
const network: Network = {
  name: 'colliding',
  parts: Array.from({ length: BYTES }, (_, byte) => ({
    name: `byte[${byte}]`,
    states: Array.from({ length: 256 }, (_, value) => `${value}`),
    initial: 0,
  })),
  steps: collidingStates.flatMap((state, i) => {
    const bytes = Array.from({ length: BYTES }, (_, byte) => byteOf(state, byte));
    const move = (from: (part: number) => number, to: (part: number) => number) =>
      bytes.map((_, part) => ({
        part,
        to: Array.from({ length: 256 }, (_, local) => (local === from(part) ? to(part) : -1)),
      }));
    const at = (part: number) => bytes[part] as number;
    return [
      { name: `GO_${i}`, by: 'somebody', moves: move(() => 0, at) },
      { name: `BACK_${i}`, by: 'somebody', moves: move(at, () => 0) },
    ];
  }),
  claims: [
    {
      name: 'neverTheLast',
      kind: 'always',
      instances: [{ parts: [0], table: Array.from({ length: 256 }, (_, v) => (v === COLLIDING ? 2 : 1)) }],
    },
    {
      name: 'home',
      kind: 'possible',
      instances: [{ parts: [0], table: Array.from({ length: 256 }, (_, v) => (v === 0 ? 1 : 2)) }],
    },
  ],
};

test('the states of this test have one hash', () => {
  expect(new Set(collidingStates.map((state) => hashOf(2, state, 0))).size).toBe(1);
  expect(new Set(collidingStates.map(String)).size).toBe(COLLIDING);
});

test.each<CheckOptions>([{ loop: 'plain' }, { loop: 'hot', workers: 1 }, { loop: 'hot', workers: 2 }])(
  'states with the same hash are told apart: %p',
  async (options) => {
    expect(await check({ network }, options)).toMatchObject({
      states: 1 + COLLIDING,
      transitions: 2 * COLLIDING,
      depth: 1,
      complete: true,
      claims: [{ verdict: 'violated', trace: [{ event: `GO_${COLLIDING - 1}` }] }, { verdict: 'holds' }],
    });
  },
);

import { describe, expect, test } from '@jest/globals';
import { hashOf } from '../../checker/hashOf.ts';
import { type CheckOptions, check, type Network } from '../../checker/index.ts';

const BYTES = 8;
const COLLIDING = 6;

/** What the first word of a state makes of the hash; the second word is mixed in after it. */
function afterFirstWord(word: number): number {
  const mixed = Math.imul(0x9e3779b9 ^ word, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** Pairs of words that all have one hash: whatever the first word makes of it, the second one takes back. */
const oneHash = Array.from({ length: COLLIDING }, (_, i) =>
  Uint32Array.of(i + 1, afterFirstWord(i + 1) ^ 0x1234_5678),
);

/** Bits of the hash by which the hot loop knows where to look for a state found lately. */
const RECENT_BITS = 17;
/** Pairs that have one of their words and the end of their hash in common. */
const oneWord = (word: 0 | 1): Uint32Array[] => {
  const endOf = (state: Uint32Array) => hashOf(2, state, 0) & (2 ** RECENT_BITS - 1);
  const other = (value: number) => (word === 0 ? Uint32Array.of(7, value) : Uint32Array.of(value, 7));
  const found: Uint32Array[] = [other(1)];
  for (let value = 2; found.length < COLLIDING; value++)
    if (endOf(other(value)) === endOf(other(1))) found.push(other(value));
  return found;
};
const byteOf = (state: Uint32Array, byte: number) => new Uint8Array(state.buffer)[byte] as number;

/** One step leads from the initial state to each of some, and one back. The last violates a claim; each can go home. */
const networkOf = (states: readonly Uint32Array[]): Network => {
  const last = states.at(-1) as Uint32Array;
  const tellsLast = Array.from({ length: BYTES }, (_, byte) => byte).find((byte) =>
    [Uint32Array.of(0, 0), ...states.slice(0, -1)].every(
      (other) => byteOf(other, byte) !== byteOf(last, byte),
    ),
  ) as number;
  return {
    name: 'colliding',
    parts: Array.from({ length: BYTES }, (_, byte) => ({
      name: `byte[${byte}]`,
      states: Array.from({ length: 256 }, (_, value) => `${value}`),
      initial: 0,
    })),
    steps: states.flatMap((state, i) => {
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
        instances: [
          {
            parts: [tellsLast],
            table: Array.from({ length: 256 }, (_, v) => (v === byteOf(last, tellsLast) ? 2 : 1)),
          },
        ],
      },
      {
        name: 'home',
        kind: 'possible',
        instances: [{ parts: [0], table: Array.from({ length: 256 }, (_, v) => (v === 0 ? 1 : 2)) }],
      },
    ],
  };
};

const cases = [
  ['the hash', oneHash],
  ['the first word and the end of the hash', oneWord(0)],
  ['the second word and the end of the hash', oneWord(1)],
] as const;

test('the states of this test have in common what is said', () => {
  expect(new Set(oneHash.map((state) => hashOf(2, state, 0))).size).toBe(1);
  expect(cases.map(([, states]) => new Set(states.map(String)).size)).toEqual([
    COLLIDING,
    COLLIDING,
    COLLIDING,
  ]);
});

describe.each(cases)('states that have %s in common are told apart', (_, states) => {
  test.each<CheckOptions>([{ loop: 'plain' }, { loop: 'hot', workers: 1 }, { loop: 'hot', workers: 2 }])(
    'by %p',
    async (options) => {
      expect(await check({ network: networkOf(states) }, options)).toMatchObject({
        states: 1 + COLLIDING,
        transitions: 2 * COLLIDING,
        depth: 1,
        complete: true,
        claims: [{ verdict: 'violated', trace: [{ event: `GO_${COLLIDING - 1}` }] }, { verdict: 'holds' }],
      });
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { removableSets } from '../../rules/index.ts';

const within = (set: number, other: number): boolean => (set & ~other) === 0;
const all = (count: number): number[] => Array.from({ length: 2 ** count }, (_, set) => set);

/** Asks about every set. */
function bruteForce(count: number, removable: (set: number) => boolean) {
  const can = all(count).filter(removable);
  const cannot = all(count).filter((set) => !removable(set));
  return {
    largest: can.filter((set) => !can.some((larger) => larger !== set && within(set, larger))),
    smallestNot: cannot.filter((set) => !cannot.some((smaller) => smaller !== set && within(smaller, set))),
  };
}
const sorted = (sets: readonly number[]): number[] => [...sets].sort((a, b) => a - b);

test('the border is that of asking about every set, and is found with fewer questions', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 6 }),
      // What cannot be left out together; a set of none would mean that nothing can be left out of nothing.
      fc.array(fc.integer({ min: 1, max: 63 }), { maxLength: 5 }),
      async (count, together) => {
        const removable = (set: number) => !together.some((some) => within(some, set));
        let asked = 0;
        const found = await removableSets(
          count,
          async (set) => {
            asked++;
            return removable(set);
          },
          0,
        );
        const expected = bruteForce(count, removable);
        expect(sorted(found.largest)).toEqual(sorted(expected.largest));
        expect(sorted(found.smallestNot)).toEqual(sorted(expected.smallestNot));
        expect([found.asked, found.sampled, found.surprises]).toEqual([asked, 0, []]);
        expect(asked).toBeLessThanOrEqual(2 ** count);
      },
    ),
  );
});

describe('the assumption that a part of what can be left out can be left out', () => {
  // Without the first alone it falls, without both it does not.
  const notMonotone = async (set: number) => set !== 0b01;

  test('is tested on a sample, and a set that breaks it is told', async () => {
    expect(await removableSets(2, notMonotone)).toMatchObject({ surprises: [0b01] });
  });

  test('can be broken where nobody looks without the sample', async () => {
    const found = await removableSets(3, async (set) => set !== 0b011, 0);
    expect(found.surprises).toEqual([]);
    const seen = await removableSets(3, async (set) => set !== 0b011, 8);
    expect(seen).toMatchObject({ largest: [0b111], sampled: 4, surprises: [0b011] });
  });
});

test('three thousand million sets are too many', async () => {
  await expect(removableSets(21, async () => true)).rejects.toThrow(RangeError);
});

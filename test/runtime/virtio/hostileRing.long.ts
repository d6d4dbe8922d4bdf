import { test } from '@jest/globals';
import { attackRings } from './attackRings.ts';

test.each([1, 2, 3, 4])(
  'three hundred thousand mutations of a ring, seed %i',
  async (seed) => {
    await attackRings(300_000, seed);
  },
  600_000,
);

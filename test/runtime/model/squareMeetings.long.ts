import { expect, test } from '@jest/globals';
import { contradictedBy, large, tours } from '../../fixtures/tours.ts';

test.each(large)(
  'of %s every step is on bytes what the model says, from all states of its parts beside each state of the others',
  (proposal) => {
    const [told] = tours([{ proposal, cover: 'meetings', refusalsEvery: 200 }]);
    expect(told?.disagreement).toBeUndefined();
    expect(told).toMatchObject({ complete: true });
    expect(told?.refusals).toBeGreaterThan(2000);
    expect(told && contradictedBy(told)).toEqual([]);
  },
  900_000,
);

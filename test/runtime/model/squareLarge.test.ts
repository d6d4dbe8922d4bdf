import { expect, test } from '@jest/globals';
import { contradictedBy, tours } from '../../fixtures/tours.ts';

test('of a large design every step is on bytes what the model says, from all states of its parts beside each state of the others', () => {
  const [told] = tours([{ proposal: 'privatePool', cover: 'meetings', refusalsEvery: 200 }]);
  expect(told).toMatchObject({ states: 333_824, transitions: 31_850, complete: true });
  expect(told?.disagreement).toBeUndefined();
  expect(told?.refusals).toBeGreaterThan(2000);
  expect(told && contradictedBy(told)).toEqual([]);
}, 900_000);

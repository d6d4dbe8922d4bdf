import { expect, test } from '@jest/globals';
import { large, toured } from '../../fixtures/tours.ts';

test.each(large)(
  'of %s every step is on bytes what the model says, from all states of its parts beside each state of the others',
  (proposal) => {
    expect(toured({ proposal, cover: 'meetings', refusalsEvery: 200 }).refusals).toBeGreaterThan(2000);
  },
  900_000,
);

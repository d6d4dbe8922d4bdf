import { expect, test } from '@jest/globals';
import { contradictedBy, long, type TourOf, tours } from '../../fixtures/tours.ts';

const toured = (tour: TourOf) => {
  const [told] = tours([tour]);
  expect(told?.disagreement).toBeUndefined();
  expect(told).toMatchObject({ complete: true });
  expect(told && contradictedBy(told)).toEqual([]);
  return told;
};

test.each(long)(
  'every transition of %s on bytes is what the model says',
  (proposal) => {
    toured({ proposal, refusalsEvery: 100 });
  },
  3_600_000,
);

test.each(['linux612ForceBounce', 'linux73CcShared', 'notBounceBit', 'privateAccepted', 'ioTlbMemNull'])(
  'whatever %s refuses in any of its states is refused on bytes, and nothing has changed by then',
  (proposal) => {
    const told = toured({ proposal, refusalsEvery: 1 });
    expect(told?.refusals).toBeGreaterThan(30 * (told?.states ?? 0));
  },
  3_600_000,
);

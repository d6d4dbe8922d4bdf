import { expect, test } from '@jest/globals';
import { confidential, large, tours } from '../../fixtures/tours.ts';

test.each(large)(
  'every transition of %s on bytes is what the model says',
  (proposal) => {
    const [told] = tours([{ proposal }]);
    expect(told?.disagreement).toBeUndefined();
    expect(told).toMatchObject({ complete: true, differentUnseen: 0 });
    expect(told?.secret === 0).toBe(confidential.includes(proposal));
  },
  3_600_000,
);

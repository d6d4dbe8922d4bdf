import { expect, test } from '@jest/globals';
import { tours } from '../../fixtures/tours.ts';

/** The host of these sees secrets, and so its views differ. */
test.each(['notBounceBit', 'privateAccepted', 'acceptWithLiveMappings'])(
  'every transition of %s on bytes is what the model says, and its secrets show',
  (proposal) => {
    const [told] = tours([{ proposal }]);
    expect(told).toMatchObject({ complete: true });
    expect(told?.disagreement).toBeUndefined();
    expect(told?.secrets).toBeGreaterThan(0);
    expect(told?.different).toBeGreaterThan(0);
  },
  3_600_000,
);

/** Of millions of transitions the first 200 000: no proof. */
test.each(['privatePool', 'errorInsteadOfBounce'])(
  'the first 200 000 transitions of %s show the host no secret',
  (proposal) => {
    const [told] = tours([{ proposal, maxTransitions: 200_000 }]);
    expect(told).toMatchObject({ transitions: 200_000, secrets: 0, different: 0 });
    expect(told?.disagreement).toBeUndefined();
  },
  3_600_000,
);

test('the first 200 000 transitions of fallBackOnError are what the model says', () => {
  const [told] = tours([{ proposal: 'fallBackOnError', maxTransitions: 200_000 }]);
  expect(told).toMatchObject({ transitions: 200_000 });
  expect(told?.disagreement).toBeUndefined();
}, 3_600_000);

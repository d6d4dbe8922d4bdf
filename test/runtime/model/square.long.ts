import { expect, test } from '@jest/globals';
import { confidential, large, tours } from '../../fixtures/tours.ts';

test.each(large)(
  'every transition of %s on bytes is what the model says',
  (proposal) => {
    const [told] = tours([{ proposal, refusalsEvery: 100 }]);
    expect(told?.disagreement).toBeUndefined();
    expect(told).toMatchObject({ complete: true, differentUnseen: 0 });
    expect(told?.secret === 0).toBe(confidential.includes(proposal));
  },
  3_600_000,
);

test.each(['linux612ForceBounce', 'linux73CcShared', 'notBounceBit', 'privateAccepted', 'ioTlbMemNull'])(
  'whatever %s refuses in any of its states is refused on bytes, and nothing has changed by then',
  (proposal) => {
    const [told] = tours([{ proposal, refusalsEvery: 1 }]);
    expect(told?.disagreement).toBeUndefined();
    expect(told).toMatchObject({ complete: true });
    expect(told?.refusals).toBeGreaterThan(30 * (told?.states ?? 0));
  },
  3_600_000,
);

import { expect, test } from '@jest/globals';
import { long, toured } from '../../fixtures/tours.ts';

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
    expect(told.refusals).toBeGreaterThan(30 * told.states);
  },
  3_600_000,
);

import { eachStep } from './define.ts';

/** What M. Kelley asked for: "don't bounce buffer", and an error instead. */
export const mismatchIsErrorNotBounce = eachStep({
  name: 'mismatchIsErrorNotBounce',
  summary: 'where no private pool serves a private device, the mapping fails and nothing is copied',
  source: 'M. Kelley, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025',
  over: ['device'],
  on: ['MAP_BOUNCED', 'MAP_ERROR'],
  applies: ({ device }, event) =>
    device.value === 'private' && (event.type === 'MAP_ERROR' || event.memory === 'shared'),
  holds: (_, event) => event.type === 'MAP_ERROR',
});

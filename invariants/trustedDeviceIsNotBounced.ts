import { eachStep } from './define.ts';

/** Its data would lie in the open. */
export const trustedDeviceIsNotBounced = eachStep({
  name: 'trustedDeviceIsNotBounced',
  summary: 'a device that is private to the TSM is not bounced',
  source: 'R. Murphy, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
  over: ['trust'],
  on: ['MAP_BY_TRUST'],
  applies: ({ trust }) => trust.context.tsm,
  holds: (_, { way }) => way === 'direct',
});

import { eachStep } from './define.ts';

/** A driver has no business opting itself into another addressing domain. */
export const acceptanceIsPolicyNotDriver = eachStep({
  name: 'acceptanceIsPolicyNotDriver',
  summary: 'a device becomes private by acceptance, not by its own driver',
  source: 'C. Hellwig through D. Williams, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025',
  over: ['device'],
  applies: (before, _, after) => before.device.value !== 'private' && after.device.value === 'private',
  holds: (_, event) => event.type === 'ACCEPT',
});

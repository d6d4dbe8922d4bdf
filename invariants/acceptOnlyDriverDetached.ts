import { eachStep } from './define.ts';

/** The coarse rule by which the RFC keeps mappings out of acceptance. */
export const acceptOnlyDriverDetached = eachStep({
  name: 'acceptOnlyDriverDetached',
  summary: 'lock, accept and unlock happen only while no driver is bound',
  source: '"PCI/TSM: TEE I/O" RFC v2, 2 Mar 2026 (-EBUSY)',
  over: ['device'],
  on: ['LOCK', 'ACCEPT', 'UNLOCK'],
  applies: () => true,
  holds: ({ device }) => !device.context.driver,
});

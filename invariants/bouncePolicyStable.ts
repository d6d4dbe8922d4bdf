import { eachStep } from './define.ts';

/** "The driver may flip that back and forth": it must not while anything depends on it. */
export const bouncePolicyStable = eachStep({
  name: 'bouncePolicyStable',
  summary: 'whether a device bounces changes only while it has neither driver nor mappings',
  source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025',
  over: ['dmaDirect', 'device', 'mapping'],
  applies: (before, _, after) =>
    (before.dmaDirect.value === 'unencrypted') !== (after.dmaDirect.value === 'unencrypted'),
  holds: ({ device, mapping }) => !device.context.driver && mapping.context.device !== device.index,
});

import { eachStep } from './define.ts';

/** Entry into private operation is a violent event: nothing of the shared time survives it. */
export const noMappingsAcrossAccept = eachStep({
  name: 'noMappingsAcrossAccept',
  summary: 'a device has no live mapping at the moment it becomes private',
  source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025',
  over: ['device', 'mapping'],
  applies: (before, _, after) => before.device.value !== 'private' && after.device.value === 'private',
  holds: ({ device, mapping }) => mapping.context.device !== device.index,
});

import { always } from './define.ts';

/** Judged on the mappings that live, so it also sees those from before the device became private. */
export const privateDeviceNeverBounces = always({
  name: 'privateDeviceNeverBounces',
  summary: 'no mapping of a private device goes through a shared slot',
  source: 'R. Murphy, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025',
  over: ['mapping', 'device'],
  applies: ({ mapping, device }) => device.value === 'private' && mapping.context.device === device.index,
  holds: ({ mapping }) => mapping.value !== 'bounced' || mapping.context.address === 'private',
});

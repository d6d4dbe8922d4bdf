import { always } from './define.ts';

/** "The host is not in a position to assume how the guest will use the device." */
export const bindCapableStartsShared = always({
  name: 'bindCapableStartsShared',
  summary: 'a device operates privately only after the guest has asked for it',
  source: 'D. Williams, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['launch'],
  applies: ({ launch }) => launch.context.mode === 'private',
  holds: ({ launch }) => launch.context.converted,
});

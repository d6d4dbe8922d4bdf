import { eachStep } from './define.ts';

/** A blocked request that looks like a finished one, or like nothing, is the failure nobody can debug. */
export const noSilentFailure = eachStep({
  name: 'noSilentFailure',
  summary:
    'a request that the platform blocked is not reported used, nor dropped, before the status shows it',
  source:
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025; virtio 1.4 "Device Status Field", DEVICE_NEEDS_RESET',
  over: ['virtqueue'],
  on: ['USED', 'FALSE_USED', 'DROP'],
  applies: () => true,
  holds: ({ virtqueue: { context } }) => context.outcome !== 'blocked' || context.reported,
});

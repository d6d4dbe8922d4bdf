import { eachStep } from './define.ts';

/** Until the status reads 0, the device may not have heard of the reset. */
export const resetBeforeReuse = eachStep({
  name: 'resetBeforeReuse',
  summary:
    'a buffer that the device has not returned is used again only once a reset has been read back as complete',
  source: 'virtio 1.4 "Device Cleanup", "Device Reset"',
  over: ['virtqueue'],
  on: ['RELEASE'],
  applies: ({ virtqueue }) => virtqueue.value !== 'used',
  holds: ({ virtqueue }) => virtqueue.value === 'quiet',
});

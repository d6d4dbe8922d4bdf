import { eachStep } from './define.ts';

/** A device may report any length as used, so the driver must know by itself what was written. */
export const staleBytesNotRead = eachStep({
  name: 'staleBytesNotRead',
  summary: 'the driver uses a received buffer only if the device has written it in this transfer',
  source: 'virtio 1.4 "The Virtqueue Used Ring"; QEMU reports full lengths for blocked writes',
  over: ['mapping'],
  on: ['CONSUME'],
  applies: () => true,
  holds: ({ mapping }) => mapping.context.written,
});

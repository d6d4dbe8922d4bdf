import { eachStep } from './define.ts';

/** After its completion a buffer belongs to the driver again. */
export const noLateDma = eachStep({
  name: 'noLateDma',
  summary: 'once a device has reported a mapped buffer as done, it does not touch it again',
  source: 'virtio 1.4 "Device Cleanup", "The Virtqueue Used Ring"',
  over: ['mapping'],
  on: ['DMA_READ', 'DMA_WRITE', 'DMA_READ_SLOT', 'DMA_WRITE_SLOT'],
  applies: ({ mapping }, event) =>
    mapping.context.device === event.device &&
    ('slot' in event
      ? mapping.context.slot === event.slot
      : mapping.value === 'direct' && mapping.context.page === event.page),
  holds: ({ mapping }) => !mapping.context.completed,
});

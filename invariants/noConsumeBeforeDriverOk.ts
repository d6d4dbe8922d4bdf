import { eachStep } from './define.ts';

/** Buffers may lie in a queue before the driver is ready for what happens to them. */
export const noConsumeBeforeDriverOk = eachStep({
  name: 'noConsumeBeforeDriverOk',
  summary: 'no posted buffer is touched and no request reported used before DRIVER_OK',
  source: 'virtio 1.4 "Device Status Field", device requirements',
  over: ['virtqueue'],
  on: ['ACCESS', 'STRAY_ACCESS', 'USED', 'FALSE_USED'],
  applies: ({ virtqueue }, event) =>
    virtqueue.value === 'outstanding' &&
    (!('range' in event) || (event.range === virtqueue.context.range && event.outcome === 'done')),
  holds: ({ virtqueue }) => virtqueue.context.phase === 'live',
});

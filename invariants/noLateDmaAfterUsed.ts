import { eachStep } from './define.ts';

/** A pool that stays lent stays open: only a platform that takes the buffer back can stop this. */
export const noLateDmaAfterUsed = eachStep({
  name: 'noLateDmaAfterUsed',
  summary: 'no access to a virtqueue buffer gets done after its used entry or a completed reset',
  source: 'virtio 1.4 "Device Reset", "Device Cleanup", device requirements',
  over: ['virtqueue'],
  on: ['ACCESS', 'STRAY_ACCESS'],
  applies: ({ virtqueue }, event) =>
    (virtqueue.value === 'used' || virtqueue.value === 'quiet') && virtqueue.context.range === event.range,
  holds: (_, event) => event.outcome === 'blocked',
});

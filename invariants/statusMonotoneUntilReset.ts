import { eachStep } from './define.ts';

/** Neither the driver nor the device takes a status bit back. */
export const statusMonotoneUntilReset = eachStep({
  name: 'statusMonotoneUntilReset',
  summary: 'a status bit once set stays set until the device is reset',
  source: 'virtio 1.4 "Device Status Field", driver and device requirements',
  over: ['virtio'],
  applies: (before, event, after) =>
    event.type !== 'RESET' && before.virtio.context.status !== after.virtio.context.status,
  holds: (before, _, after) => (before.virtio.context.status & ~after.virtio.context.status) === 0,
});

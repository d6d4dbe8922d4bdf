import { deviceStatus } from '../machines/index.ts';
import { eachStep } from './define.ts';

/** DEVICE_NEEDS_RESET is the device's own bit and may still come. */
export const failedRequiresReset = eachStep({
  name: 'failedRequiresReset',
  summary: 'after FAILED nothing but a reset changes the status',
  source: 'virtio 1.4 "Device Status Field", driver requirements',
  over: ['virtio'],
  applies: (before) => (before.virtio.context.status & deviceStatus.FAILED) > 0,
  holds: (before, event, after) =>
    event.type === 'RESET' ||
    (before.virtio.context.status | deviceStatus.DEVICE_NEEDS_RESET) ===
      (after.virtio.context.status | deviceStatus.DEVICE_NEEDS_RESET),
});

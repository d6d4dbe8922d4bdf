import { eachStep } from './define.ts';

/** What noCrossDeviceSlotRead says of a device's own slots, for those that it was not given. */
export const noForeignSlotRead = eachStep({
  name: 'noForeignSlotRead',
  summary: 'no device reads what is in a slot for another device, or was left there by one',
  source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on pools that any device may use',
  over: ['sharedSlot'],
  on: ['SLOT_READ', 'SLOT_SNOOPED'],
  applies: ({ sharedSlot }) => sharedSlot.context.left !== null,
  holds: ({ sharedSlot }, event) => sharedSlot.context.left === event.device,
});

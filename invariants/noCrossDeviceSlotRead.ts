import { eachStep } from './define.ts';

/** A pool that several devices share hands slots from one to the other. */
export const noCrossDeviceSlotRead = eachStep({
  name: 'noCrossDeviceSlotRead',
  summary: 'a device that is given a slot never reads bytes that another device left there',
  source: 'C. Hellwig on pools for all devices, "VIRTIO_F_SWIOTLB" thread, Apr 2025; CVE-2022-0854',
  over: ['slot'],
  on: ['DMA_READ_SLOT'],
  applies: ({ slot }, event) => slot.context.device === event.device && slot.context.content !== 'zero',
  holds: ({ slot }, event) => slot.context.left === null || slot.context.left === event.device,
});

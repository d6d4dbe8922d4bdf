import { defineEvents } from '../composition/index.ts';

/** How the guest ends up doing the DMA of a device. */
export const dmaConfigs = ['iommu', 'pool', 'direct', 'refused'] as const;
const where = ['pool', 'ram'] as const;

/**
 * The memory of a bounce pool before anybody bounces: who owns it, how the guest finds it for a device, which
 * range a device claims for itself, and who hands its slots out.
 *
 * Source: "Add VIRTIO_F_SWIOTLB…" thread, Apr 2025; Linux 7.3 drivers/of/device.c, kernel/dma/swiotlb.c.
 */
export const poolEvents = defineEvents({
  PLACE_OVER_POOL: { by: 'host', summary: 'M23: the host loads the initrd or the kernel over the pool' },
  RESERVE_POOL: { by: 'guest', summary: 'the guest reserves the declared range for bouncing' },
  BOOT_DONE: {
    by: 'guest',
    summary: 'the guest hands its memory map, as the firmware reported it, to the page allocator',
  },
  ALLOCATE_FROM_POOL: {
    by: 'guest',
    summary: 'the page allocator hands a page of the range out for any purpose',
  },

  DROP_REFERENCE: {
    by: 'host',
    index: ['device'],
    summary: 'M24: the host leaves the reference to the pool out of the description of the device',
  },
  CONFIGURE_DMA: {
    by: 'guest',
    index: ['device'],
    values: { way: dmaConfigs },
    summary: 'the guest settles how the device does DMA, before it binds a driver',
  },

  CHANGE_RANGE: {
    by: 'host',
    index: ['device'],
    summary: 'M06: the host changes the range in the configuration space, and does not say so (M08)',
  },
  READ_START: {
    by: 'guest',
    index: ['device'],
    values: { where },
    summary: 'the driver reads where the range begins',
  },
  READ_LENGTH: {
    by: 'guest',
    index: ['device'],
    values: { where },
    summary: 'the driver reads how long the range is',
  },
  ACCEPT_RANGE: { by: 'guest', index: ['device'], summary: 'the driver promises to stay in the range' },
  DECLINE_RANGE: { by: 'guest', index: ['device'], summary: 'the driver does not accept the bit' },
  USE_RANGE: {
    by: 'guest',
    index: ['device'],
    values: { start: where, length: where },
    summary: 'the driver has the guest share the range with the host, and bounces there',
  },

  CORE_TAKES: { by: 'guest', index: ['slot'], summary: 'the DMA core takes the slot for a mapping' },
  CORE_GIVES_BACK: { by: 'guest', index: ['slot'], summary: 'the DMA core gives the slot back' },
  DRIVER_TAKES: {
    by: 'guest',
    index: ['slot'],
    summary: 'the driver takes the slot for a bounce of its own',
  },
  DRIVER_GIVES_BACK: { by: 'guest', index: ['slot'], summary: 'the driver gives the slot back' },

  SLOT_FOR: {
    by: 'guest',
    index: ['slot', 'device'],
    summary: 'the slot is taken for a request of the device and filled',
  },
  SLOT_BACK: { by: 'guest', index: ['slot', 'device'], summary: 'the request of the device is over' },
  SLOT_READ: {
    by: 'device',
    index: ['slot', 'device'],
    summary: 'the device reads the slot that was taken for it',
  },
  SLOT_SNOOPED: {
    by: 'host',
    index: ['slot', 'device'],
    summary: 'M21: the device reads a slot that was not taken for it',
  },
});

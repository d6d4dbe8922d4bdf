import { defineEvents } from '../composition/index.ts';

/** Where a buffer lies: in memory of the system, or in memory of the device. */
export const spaces = ['system', 'onDevice'] as const;
/**
 * How its address is written: as one of RAM, as the address of the BAR on the bus of the CPU, as an offset into the
 * region, as one that ends beyond it, or as one in a window of the device's own address space.
 */
export const forms = ['ram', 'bar', 'offset', 'overrun', 'window'] as const;
/** What says which space is meant, if anything does. */
export const marks = ['none', ...spaces] as const;

/**
 * What a driver writes to name a buffer, and what a device makes of it: of system memory or of its own, marked or
 * not.
 *
 * Source: C. Hellwig, M. S. Tsirkin and D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on telling address spaces
 * apart.
 */
export const addressEvents = defineEvents({
  SPACE_AGREED: {
    by: 'guest',
    index: ['device'],
    summary: 'the driver accepts the bit that says how addresses are to be read',
  },
  SPACE_RESET: {
    by: 'guest',
    index: ['device'],
    summary: 'the device is reset, and another driver takes it',
  },
  PUT_BUFFER: {
    by: 'guest',
    index: ['device'],
    values: { meant: spaces, form: forms, mark: marks, table: ['direct', 'indirect'] },
    summary: 'the driver puts a buffer into the request',
  },
  END_REQUEST: { by: 'guest', index: ['device'], summary: 'the request is complete' },
  RESOLVE: {
    by: 'device',
    index: ['device'],
    values: { space: [...spaces, 'ownBus', 'beyond'] },
    summary: 'the device takes the address for one of this space',
  },
  HOT_ADD: {
    by: 'host',
    index: ['device'],
    summary: 'M22: memory is added where the window of the device lies',
  },

  BAR_WRITE: { by: 'guest', index: ['device'], summary: 'the CPU writes the request into the BAR' },
  BAR_FLUSH: { by: 'guest', index: ['device'], summary: 'the CPU writes its cache back' },
  BAR_EVICT: { by: 'guest', index: ['device'], summary: 'the cache line is written back by chance' },
  BAR_NOTIFY: { by: 'guest', index: ['device'], summary: 'the driver notifies the device of the request' },
  BAR_READ: {
    by: 'device',
    index: ['device'],
    values: { bytes: ['new', 'old'] },
    summary: 'the device reads the request from its memory',
  },

  RESOLVE_PATH: {
    by: 'guest',
    index: ['device'],
    values: { path: ['iommu', 'pool', 'physical'] },
    summary: 'the driver settles what its addresses go through, from the bits and the platform',
  },
  ASSUME_PATH: {
    by: 'device',
    index: ['device'],
    values: { path: ['iommu', 'pool', 'physical'] },
    summary: 'the device settles the same for itself',
  },
});

import { defineEvents } from '../composition/index.ts';

/** Which of the two knows that a device is private. */
const view = ['tsm', 'pciCore'] as const;
/** Who can reach memory. */
const memory = ['private', 'shared'] as const;

/**
 * What kernel, userspace and firmware do with a device on the way to private operation, beside TDISP itself.
 *
 * Source: "Secure VFIO, TDISP, SEV TIO" (linux-coco, Aug 2024); "Add device struct bitfield to not bounce-buffer"
 * (linux-kernel, Apr 2025); "PCI/TSM: TEE I/O" RFC v2 (linux-coco, Mar 2026).
 */
export const assuranceEvents = defineEvents({
  // Who knows that a device is private.
  TELL_PCI_CORE: {
    by: 'guest',
    index: ['device'],
    summary: 'the state of the device is copied to where the other layers look',
  },
  MAP_BY_TRUST: {
    by: 'guest',
    index: ['device'],
    values: { way: ['direct', 'bounced'], address: memory },
    summary: 'dma_map: each layer does what it takes the device for',
  },

  // What userspace wants.
  ALLOW_DRIVER: { by: 'policy', index: ['device'], summary: 'userspace allows a driver to bind' },
  RELEASE_SECRETS: { by: 'policy', summary: 'userspace gets its secrets released into the guest' },
  BOUNCE_PAGE: {
    by: 'guest',
    index: ['device'],
    values: { content: ['public', 'secret'] },
    summary: 'the driver of the device has a page bounced through the shared pool',
  },

  // Conversion of a device.
  SET_DMA_MASK: { by: 'guest', index: ['device'], summary: 'the driver sets the DMA mask' },
  TAKE_MAPPING: { by: 'guest', index: ['device'], summary: 'the driver maps memory for its device' },
  DROP_MAPPING: { by: 'guest', index: ['device'], summary: 'the driver unmaps what it has mapped' },
  CONVERT: { by: 'policy', index: ['device'], summary: 'the device is converted from shared to private' },

  // The interface report and what it is about.
  REMAP_BAR: { by: 'host', index: ['device'], summary: 'M28: the host moves a BAR of the unlocked device' },
  REMAP_MMIO: {
    by: 'host',
    index: ['device'],
    summary: 'M29: the host maps other memory where the guest sees the BAR',
  },
  VALIDATE_MMIO: {
    by: 'tsm',
    index: ['device'],
    summary: 'the TSM checks the mapping of the BAR against the report, and freezes it',
  },
  READ_REPORT: { by: 'guest', index: ['device'], summary: 'the driver examines the interface report' },
  ENABLE_BY_REPORT: {
    by: 'guest',
    index: ['device'],
    summary: 'the driver enables the device and uses what the report says',
  },

  // Command register writes that somebody holds back.
  FIRMWARE_LOCK: { by: 'guest', index: ['device'], summary: 'OVMF or the SVSM has the TDI locked' },
  ENABLE_WRITE: {
    by: 'guest',
    index: ['device'],
    values: { bit: ['MSE', 'BME'] },
    summary: 'the unmodified driver sets one bit of the Command register',
  },
  APPLY_WRITES: { by: 'host', index: ['device'], summary: 'the writes that were held back reach the device' },
  FIRST_USE: { by: 'guest', index: ['device'], summary: 'the driver uses its device for the first time' },
  HOTPLUG: {
    by: 'host',
    index: ['device'],
    summary: 'the device is reset or plugged in again, with the guest running',
  },

  // The bounce pool of one device.
  DEVICE_ADD: { by: 'guest', index: ['device'], summary: 'device_add: drivers can bind from now on' },
  SWIOTLB_DEV_DISABLE: {
    by: 'guest',
    index: ['device'],
    summary: 'the bus sets dma_io_tlb_mem of the device to NULL',
  },
  DEFAULT_POOL_AGAIN: {
    by: 'guest',
    index: ['device'],
    summary: 'dma_io_tlb_mem of the device is set to the default pool again',
  },
  MAP_UNPOOLED: {
    by: 'guest',
    index: ['device'],
    values: { way: ['direct', 'bounced', 'error'], address: memory },
    summary: 'dma_map: by whether the device has a pool',
  },

  // A shared device beside a private bus.
  MAP_WITH_OPS: {
    by: 'guest',
    index: ['device'],
    values: { way: ['direct', 'bounced'], reach: ['withinMask', 'beyondMask'] },
    summary: 'dma_map by whichever dma_map_ops the device has',
  },
});

/** Where a layer looks. */
export type View = (typeof view)[number];

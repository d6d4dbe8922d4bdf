import { defineEvents } from '../composition/index.ts';

/** The feature bits that the arguments are about. Source: virtio 1.4 "Reserved Feature Bits", RFC 1/3. */
export const featureBits = [27, 28, 32, 33] as const;

/**
 * What a virtio driver and device do to each other: feature negotiation bit by bit, device status, and one
 * request at a time. Source: virtio 1.4 "Device Status Field", "Device Initialization".
 */
export const virtioEvents = defineEvents({
  STRIP_FEATURE: { by: 'host', index: ['device'], values: { bit: featureBits }, summary: 'M02: the host does not offer the feature bit' },
  ACKNOWLEDGE: { by: 'guest', index: ['device'], summary: 'the driver sets ACKNOWLEDGE' },
  DRIVER: { by: 'guest', index: ['device'], summary: 'the driver sets DRIVER' },
  ACCEPT_FEATURE: { by: 'guest', index: ['device'], values: { bit: featureBits }, summary: 'the driver writes the feature bit' },
  FEATURES_OK: {
    by: 'guest',
    index: ['device'],
    values: { kept: [true, false] },
    summary: 'the driver sets FEATURES_OK; the device keeps it or leaves it clear (M05)',
  },
  READ_STATUS: { by: 'guest', index: ['device'], summary: 'the driver reads the status back' },
  DRIVER_OK: { by: 'guest', index: ['device'], summary: 'the driver sets DRIVER_OK, the device is live' },
  FAILED: { by: 'guest', index: ['device'], summary: 'the driver sets FAILED and gives up' },
  NEEDS_RESET: { by: 'host', index: ['device'], summary: 'M18: the device sets DEVICE_NEEDS_RESET' },
  RESET: { by: 'guest', index: ['device'], summary: 'the driver writes 0 to the status' },
  RESET_DONE: { by: 'host', index: ['device'], summary: 'the status reads 0 (M19: the host may withhold this)' },
  POOL_ATTACH: { by: 'guest', index: ['device'], summary: 'the restricted-dma-pool is attached to the device' },
  POST: {
    by: 'guest',
    index: ['device'],
    values: { api: ['dma', 'physical', 'onDevice'], range: ['pool', 'ram'] },
    summary: 'the driver puts the address of a buffer into the queue',
  },
  ACCESS: {
    by: 'device',
    index: ['device'],
    values: { range: ['pool', 'ram'], outcome: ['done', 'blocked'] },
    summary: 'the device reads or writes memory (M16, M21: also when and where it should not)',
  },
  USED: { by: 'device', index: ['device'], summary: 'the device reports the request as used (M14: whatever has happened)' },
});

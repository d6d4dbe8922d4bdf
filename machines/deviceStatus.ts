/**
 * Bits of the device status field.
 *
 * Source: virtio 1.4 "Device Status Field". Left out: SUSPEND (16), which nothing here negotiates.
 */
export const deviceStatus = {
  ACKNOWLEDGE: 1,
  DRIVER: 2,
  DRIVER_OK: 4,
  FEATURES_OK: 8,
  DEVICE_NEEDS_RESET: 64,
  FAILED: 128,
} as const;

export type StatusBit = keyof typeof deviceStatus;

import { defineEvents } from '../composition/index.ts';
import { featureBits, featureSets } from './featureBits.ts';

/** Where an address that a device is given or uses lies: in the bounce pool, or anywhere else in RAM. */
const range = ['pool', 'ram'] as const;
/** What the platform makes of an access. */
const outcome = ['done', 'blocked'] as const;

/**
 * What a virtio driver and device do to each other: the pool found for the device, feature negotiation,
 * device status, and one request at a time. What an honest device does and what only a hostile one does
 * are different events, so that a trace shows who was to blame.
 *
 * Source: virtio 1.4 "Device Status Field", "Device Initialization", "Device Reset".
 */
export const virtioEvents = defineEvents({
  POOL_ATTACH: {
    by: 'guest',
    index: ['device'],
    summary: 'the guest finds the bounce pool described for the device and attaches it',
  },
  POOL_REJECT: {
    by: 'guest',
    index: ['device'],
    summary: 'the guest finds a pool node with a property that it does not accept, and warns',
  },
  POOL_ATTACH_FAILS: {
    by: 'host',
    index: ['device'],
    summary: 'M25: the memory of the pool cannot be converted, and the guest warns',
  },

  STRIP_FEATURE: {
    by: 'host',
    index: ['device'],
    values: { bit: featureBits },
    summary: 'M02: the host does not offer the feature bit',
  },
  REFUSE_ANYWAY: {
    by: 'host',
    index: ['device'],
    summary: 'M05: the host makes up its mind to leave FEATURES_OK clear whatever is accepted',
  },
  ACKNOWLEDGE: { by: 'guest', index: ['device'], summary: 'the driver sets ACKNOWLEDGE' },
  DRIVER: { by: 'guest', index: ['device'], summary: 'the driver sets DRIVER' },
  READ_FEATURES: {
    by: 'guest',
    index: ['device'],
    values: { features: featureSets },
    summary: 'the driver reads the feature bits that the device offers',
  },
  WRITE_FEATURES: {
    by: 'guest',
    index: ['device'],
    values: { features: featureSets },
    summary: 'the driver writes the feature bits that it accepts',
  },
  FEATURES_OK: {
    by: 'guest',
    index: ['device'],
    values: { kept: [true, false] },
    summary: 'the driver sets FEATURES_OK; the device keeps it or leaves it clear',
  },
  READ_STATUS: {
    by: 'guest',
    index: ['device'],
    values: { featuresOk: [true, false] },
    summary: 'the driver reads the status back, to see whether FEATURES_OK is still set',
  },
  DRIVER_OK: { by: 'guest', index: ['device'], summary: 'the driver sets DRIVER_OK, the device is live' },
  FAILED: { by: 'guest', index: ['device'], summary: 'the driver sets FAILED and gives up' },
  NEEDS_RESET: {
    by: 'host',
    index: ['device'],
    summary: 'M18: the device sets DEVICE_NEEDS_RESET, for no reason or for one that it does not say',
  },
  REPORT_BLOCKED: {
    by: 'device',
    index: ['device'],
    summary: 'the device sets DEVICE_NEEDS_RESET because the request that it works on was blocked',
  },
  RESET: { by: 'guest', index: ['device'], summary: 'the driver writes 0 to the status' },
  RESET_DONE: {
    by: 'host',
    index: ['device'],
    summary: 'the status reads 0 (M19: the host may withhold this for ever)',
  },

  BUS_MASTER_ON: {
    by: 'guest',
    index: ['device'],
    summary: 'pci_set_master: the driver sets Bus Master Enable',
  },
  BUS_MASTER_OFF: {
    by: 'guest',
    index: ['device'],
    summary: 'pci_clear_master: the driver clears Bus Master Enable',
  },
  SWAP_ID: {
    by: 'host',
    index: ['device'],
    summary: 'M01: the host shows the device under an ID that old drivers know',
  },
  OVERRIDE_ID: {
    by: 'guest',
    index: ['device'],
    summary: 'driver_override: the guest has a driver bound that does not know the ID',
  },
  BOOT_ALLOWED: { by: 'tsm', summary: 'the gate lets the guest boot' },
  BOOT_REFUSED: { by: 'tsm', summary: 'the gate refuses the guest, which does not boot' },
  SKIP_GATE: { by: 'host', summary: 'M30: the host boots the guest by another way, without the gate' },

  POST: {
    by: 'guest',
    index: ['device'],
    values: { api: ['dma', 'physical', 'bounceBuffer'], range },
    summary: 'the driver puts the address of a buffer into the queue',
  },
  ACCESS: {
    by: 'device',
    index: ['device'],
    values: { range, outcome },
    summary: 'the device reads or writes the buffer that the driver has posted',
  },
  STRAY_ACCESS: {
    by: 'host',
    index: ['device'],
    values: { range, outcome, move: ['M16', 'M19', 'M21'] },
    summary: 'the device reads or writes memory when (M16, M19 after a reset) or where (M21) it should not',
  },
  USED: { by: 'device', index: ['device'], summary: 'the device reports the request as used' },
  FALSE_USED: {
    by: 'host',
    index: ['device'],
    summary: 'M14: the device reports the request as used without having done it',
  },
  DROP: {
    by: 'device',
    index: ['device'],
    summary: 'the device drops the blocked request and never reports it',
  },
  RELEASE: {
    by: 'guest',
    index: ['device'],
    summary: 'the driver takes the buffer back to use it for something else',
  },
});

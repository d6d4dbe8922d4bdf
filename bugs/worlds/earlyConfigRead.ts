import { smallWorld } from '../smallWorld.ts';

/** A device with both interfaces, whose configuration fields have the endianness of the one that is in use. */
export const earlyConfigRead = smallWorld({
  name: 'earlyConfigRead',
  source: 'Linux 5.15 drivers/virtio/virtio.c virtio_dev_probe (F_VERSION_1 before validate)',
  facts: { acknowledged: false, limit: 'unread', at: 'probing' },
  rules: { acknowledgeBeforeConfig: 'VERSION_1 is written back before configuration is read' },
  steps: {
    WRITE_VERSION_1: {
      by: 'guest',
      summary: 'the driver writes VERSION_1 back, and the device leaves its legacy mode',
      when: ({ acknowledged }) => !acknowledged,
      effect: () => ({ acknowledged: true }),
    },
    VALIDATE: {
      by: 'guest',
      summary: 'validate() reads a limit out of the configuration, as little-endian',
      when: ({ at, acknowledged }, _, { acknowledgeBeforeConfig }) =>
        at === 'probing' && (acknowledged || !acknowledgeBeforeConfig),
      effect: ({ acknowledged }) => ({ at: 'validated', limit: acknowledged ? 'right' : 'swapped' }),
    },
  },
  claim: {
    name: 'configReadAsNegotiated',
    summary: 'a driver reads configuration in the mode that the device is in',
    applies: ({ limit }) => limit !== 'unread',
    holds: ({ limit }) => limit === 'right',
  },
});

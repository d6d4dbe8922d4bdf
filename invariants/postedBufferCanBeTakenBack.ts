import { leadsTo } from './define.ts';

/**
 * The other side of resetBeforeReuse: a driver that waits until the status reads 0 waits as long as the host likes, and
 * one that does not wait takes back what the device may still use. The request is over once it is reported as used,
 * the reset is done, or the driver has the buffer.
 */
export const postedBufferCanBeTakenBack = leadsTo({
  name: 'postedBufferCanBeTakenBack',
  summary:
    'if guest and device go on, the driver can take back in the end what it has posted, whatever the host does',
  source:
    'virtio 1.4 "Device Reset", "Device Cleanup"; Linux 7.3 drivers/virtio/virtio_pci_modern.c vp_reset waits, virtio_mmio.c vm_reset does not',
  over: ['virtqueue'],
  fairness: [{ strength: 'weak', per: 'step', by: ['guest', 'device'] }],
  applies: ({ virtqueue }) => virtqueue.value === 'outstanding',
  goal: ({ virtqueue }) => ['used', 'quiet', 'idle'].includes(virtqueue.value),
});

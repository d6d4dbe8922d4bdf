import { eachStep } from './define.ts';

/** A cache that the device does not snoop keeps what was meant for it. */
export const barWritesVisible = eachStep({
  name: 'barWritesVisible',
  summary: 'what the driver has written into the BAR is there when the device has been notified',
  source: 'M. S. Tsirkin on RFC PATCH 3/3 "VIRTIO_PCI_CAP_SWIOTLB", Apr 2025',
  over: ['barBuffer'],
  on: ['BAR_READ'],
  applies: () => true,
  holds: (_, event) => event.bytes === 'new',
});

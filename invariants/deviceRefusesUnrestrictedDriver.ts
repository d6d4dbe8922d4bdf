import { deviceStatus } from '../machines/index.ts';
import { always } from './define.ts';

/** What the new feature bit was for: a device that knows its restriction can decline. */
export const deviceRefusesUnrestrictedDriver = always({
  name: 'deviceRefusesUnrestrictedDriver',
  summary: 'a device never goes live with a driver that has not accepted the bits which it requires',
  source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB to negotiate use of SWIOTLB bounce buffers", 2 and 4 Apr 2025',
  over: ['virtio'],
  applies: ({ virtio: { context } }) =>
    context.requires.length > 0 && (context.status & deviceStatus.DRIVER_OK) > 0,
  holds: ({ virtio: { context } }) => context.requires.every((bit) => context.accepted.includes(bit)),
});

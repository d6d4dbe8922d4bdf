import { deviceStatus } from '../machines/index.ts';
import { always } from './define.ts';

/**
 * What the new feature bit was for: a device that knows its restriction can decline. A host that withdraws the
 * offer has withdrawn the requirement with it.
 */
export const deviceRefusesUnrestrictedDriver = always({
  name: 'deviceRefusesUnrestrictedDriver',
  summary:
    'a device never goes live with a driver that has not accepted the bits which it offers and requires',
  source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB to negotiate use of SWIOTLB bounce buffers", 2 and 4 Apr 2025',
  over: ['virtio', 'virtioFeatures'],
  applies: ({ virtio, virtioFeatures: { context } }) =>
    context.requires.some((bit) => context.offered.includes(bit)) &&
    (virtio.context.status & deviceStatus.DRIVER_OK) > 0,
  holds: ({ virtioFeatures: { context } }) =>
    context.requires.every((bit) => context.accepted.includes(bit) || !context.offered.includes(bit)),
});

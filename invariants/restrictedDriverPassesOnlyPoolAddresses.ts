import { eachStep } from './define.ts';

/**
 * The driver's half of the bargain. It has made one if it accepted bit 27, or if it accepted ACCESS_PLATFORM
 * where the platform has granted it a pool and nothing else.
 */
export const restrictedDriverPassesOnlyPoolAddresses = eachStep({
  name: 'restrictedDriverPassesOnlyPoolAddresses',
  summary: 'a driver that has accepted the restriction passes only addresses inside the pool',
  source:
    'RFC PATCH 1/3 "Add VIRTIO_F_SWIOTLB", 2 Apr 2025; virtio 1.4 "Reserved Feature Bits", ACCESS_PLATFORM',
  over: ['virtioFeatures', 'restrictedPool'],
  on: ['POST'],
  applies: ({ virtioFeatures, restrictedPool }) =>
    virtioFeatures.context.accepted.includes(27) ||
    (virtioFeatures.context.accepted.includes(33) && restrictedPool.value === 'attached'),
  holds: (_, event) => event.range === 'pool',
});

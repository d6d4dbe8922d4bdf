import { eachStep } from './define.ts';

/** What a device enforces for guests that do not know their restriction hits those that do and say so otherwise. */
export const offersNoRegression = eachStep({
  name: 'offersNoRegression',
  summary: 'a device does not refuse a driver whose addresses come from the pool that was described for it',
  source:
    'M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025: "you are breaking guests restricted-dma-pool which worked previously"',
  over: ['virtioFeatures', 'restrictedPool'],
  on: ['FEATURES_OK'],
  applies: ({ virtioFeatures: { context }, restrictedPool }) =>
    restrictedPool.value === 'attached' && context.accepted.includes(33) && !context.refusesAnyway,
  holds: (_, event) => event.kept,
});

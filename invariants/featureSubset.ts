import { always } from './define.ts';

/** Feature bits are the device's to offer. */
export const featureSubset = always({
  name: 'featureSubset',
  summary: 'what a driver accepts is a subset of what the device offers',
  source: 'virtio 1.4 "Feature Bits", driver requirements',
  over: ['virtioFeatures'],
  applies: ({ virtioFeatures }) => virtioFeatures.context.accepted.length > 0,
  holds: ({ virtioFeatures: { context } }) => context.accepted.every((bit) => context.offered.includes(bit)),
});

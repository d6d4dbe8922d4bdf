import { eachStep } from './define.ts';

/** A device is restricted if its platform says so or stops it, whatever it has negotiated. */
export const poolContainment = eachStep({
  name: 'poolContainment',
  summary: 'every access that a restricted device gets done lies inside its pool',
  source:
    'RFC PATCH 1/3 "Add VIRTIO_F_SWIOTLB", discussion of 2-7 Apr 2025; restricted-dma-pool binding, 2021',
  over: ['restrictedPool', 'platform'],
  on: ['ACCESS', 'STRAY_ACCESS'],
  applies: ({ restrictedPool, platform }) =>
    restrictedPool.context.described !== 'none' || platform.context.path !== 'open',
  holds: (_, event) => event.range === 'pool' || event.outcome === 'blocked',
});

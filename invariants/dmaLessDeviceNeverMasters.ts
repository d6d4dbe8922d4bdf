import { eachStep } from './define.ts';

/** A device that brings its buffer with it needs nothing else; whether it can reach nothing else is for the platform. */
export const dmaLessDeviceNeverMasters = eachStep({
  name: 'dmaLessDeviceNeverMasters',
  summary: 'a device with a buffer of its own accesses no memory of the system',
  source: 'D. Woodhouse and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on a device that does no DMA (2a)',
  over: ['restrictedPool'],
  on: ['ACCESS', 'STRAY_ACCESS'],
  applies: ({ restrictedPool }) => restrictedPool.context.described === 'capability',
  holds: (_, event) => event.range === 'pool' || event.outcome === 'blocked',
});

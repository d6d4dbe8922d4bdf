import { eachStep } from './define.ts';

/** What lies behind the region belongs to somebody else. */
export const offsetAddressInRegion = eachStep({
  name: 'offsetAddressInRegion',
  summary: 'a buffer named by an offset ends within the region',
  source:
    'M. S. Tsirkin and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on offsets; virtio 1.4 "Shared Memory Regions"',
  over: ['addressReader'],
  on: ['RESOLVE'],
  applies: ({ addressReader: { context } }) => context.form === 'offset' || context.form === 'overrun',
  holds: (_, event) => event.space !== 'beyond',
});

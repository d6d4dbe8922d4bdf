import { eachStep } from './define.ts';

/** An address says itself what it is; a handle or a UUID says it only together with a declaration. */
export const referencedPoolExists = eachStep({
  name: 'referencedPoolExists',
  summary: 'a reference that a driver accepts names exactly one declared pool',
  source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on reference by UUID, address or handle',
  over: ['advertisedRange'],
  on: ['ACCEPT_RANGE'],
  applies: () => true,
  holds: ({ advertisedRange }) => advertisedRange.context.fitting === 1,
});

import { eachStep } from './define.ts';

/** Configuration space is the host's; what firmware declared and the guest measured is not. */
export const rangeIsDeclaredPool = eachStep({
  name: 'rangeIsDeclaredPool',
  summary: 'a driver has nothing shared but what lies in a pool that the firmware declares',
  source: 'M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on a range in configuration space',
  over: ['advertisedRange'],
  on: ['USE_RANGE'],
  applies: () => true,
  holds: (_, event) => event.start === 'pool' && event.length === 'pool',
});

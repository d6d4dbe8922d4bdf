import { eachStep } from './define.ts';

/** Protection that stops what it was asked to let through is a failure as well, and a silent one. */
export const exposedPageIsReached = eachStep({
  name: 'exposedPageIsReached',
  summary: 'a page that the guest lets the device have can be reached by it',
  source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: how do you actually get data in and out',
  over: ['grant'],
  on: ['ACCESS_EXPOSED'],
  applies: () => true,
  holds: (_, event) => event.outcome === 'done',
});

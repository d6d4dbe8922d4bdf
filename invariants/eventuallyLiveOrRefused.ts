import { leadsTo } from './define.ts';

/**
 * A driver that has begun comes to an end that somebody can see, if it goes on, whatever device and host do or leave. A device
 * that nobody binds is not begun.
 *
 * Left out: a guest that stops of itself: nothing would hold of it, and no rule of a design makes it go on.
 */
export const eventuallyLiveOrRefused = leadsTo({
  name: 'eventuallyLiveOrRefused',
  summary: 'every initialisation that was begun ends with a live device or with FAILED',
  source:
    'virtio 1.4 "Device Initialization"; D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: gracefully decline',
  over: ['virtioDriver'],
  fairness: [{ strength: 'weak', per: 'step', by: ['guest'] }],
  applies: ({ virtioDriver }) => virtioDriver.value === 'acknowledged',
  goal: ({ virtioDriver }) => virtioDriver.value === 'live' || virtioDriver.value === 'failed',
});

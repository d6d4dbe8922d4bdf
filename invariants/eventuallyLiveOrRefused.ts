import { leadsTo } from './define.ts';

/** A driver that has begun comes to an end that somebody can see, if it goes on. A device that nobody binds is not begun. */
export const eventuallyLiveOrRefused = leadsTo({
  name: 'eventuallyLiveOrRefused',
  summary: 'every initialisation that was begun ends with a live device or with FAILED',
  source:
    'virtio 1.4 "Device Initialization"; D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: gracefully decline',
  over: ['virtioDriver'],
  fairness: [{ strength: 'weak', per: 'step', by: ['guest', 'device'] }],
  applies: ({ virtioDriver }) => virtioDriver.value === 'acknowledged',
  goal: ({ virtioDriver }) => virtioDriver.value === 'live' || virtioDriver.value === 'failed',
});

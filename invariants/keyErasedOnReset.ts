import { eachStep } from './define.ts';

/** The next driver, or the next guest, is not the last one. */
export const keyErasedOnReset = eachStep({
  name: 'keyErasedOnReset',
  summary: 'no key survives the reset of its device',
  source:
    'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, silent on it; virtio 1.4 "Device Reset"',
  over: ['encryptedQueue'],
  on: ['RESET_QUEUE'],
  applies: ({ encryptedQueue }) => encryptedQueue.context.key !== 'none',
  holds: (_, event, after) => event.key === 'erased' && after.encryptedQueue.context.key === 'none',
});

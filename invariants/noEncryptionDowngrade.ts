import { always } from './define.ts';

/** Who offers the feature bit is the adversary. */
export const noEncryptionDowngrade = always({
  name: 'noEncryptionDowngrade',
  summary: 'no queue is live without encryption because the host did not offer it',
  source:
    'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, design step 2: "controlled by a feature bit"',
  over: ['encryptedQueue'],
  applies: ({ encryptedQueue }) => encryptedQueue.context.offer !== 'real',
  holds: ({ encryptedQueue }) => encryptedQueue.value !== 'live',
});

import { eachStep } from './define.ts';

/** The null algorithm is no encryption, and whoever sends must know. */
export const nullCipherIsVisible = eachStep({
  name: 'nullCipherIsVisible',
  summary: 'no secret is sent through a queue whose algorithm is null',
  source:
    'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, "can be null, means unencrypted"',
  over: ['encryptedQueue'],
  on: ['SEND'],
  applies: ({ encryptedQueue }) => encryptedQueue.context.offer === 'null',
  holds: (_, { payload }) => payload !== 'secret',
});

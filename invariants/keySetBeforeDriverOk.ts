import { always } from './define.ts';

/** As the design says in step 3. */
export const keySetBeforeDriverOk = always({
  name: 'keySetBeforeDriverOk',
  summary: 'an encrypted queue is not live before its key is set',
  source:
    'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, design step 3',
  over: ['encryptedQueue'],
  applies: ({ encryptedQueue }) => encryptedQueue.value === 'live' && encryptedQueue.context.offer === 'real',
  holds: ({ encryptedQueue }) => encryptedQueue.context.key !== 'none',
});

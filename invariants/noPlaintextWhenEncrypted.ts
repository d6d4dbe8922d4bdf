import { always } from './define.ts';

/** Also what was put there before the key came. */
export const noPlaintextWhenEncrypted = always({
  name: 'noPlaintextWhenEncrypted',
  summary: 'whatever lies in a buffer of an encrypted queue is ciphertext',
  source:
    'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, design step 4',
  over: ['encryptedQueue'],
  applies: ({ encryptedQueue: { context } }) =>
    context.offer === 'real' && context.key !== 'none' && context.out !== 'none',
  holds: ({ encryptedQueue }) => encryptedQueue.context.out === 'ciphertext',
});

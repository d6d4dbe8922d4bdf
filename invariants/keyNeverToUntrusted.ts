import { eachStep } from './define.ts';

/** A write-only register is read by whoever implements it. */
export const keyNeverToUntrusted = eachStep({
  name: 'keyNeverToUntrusted',
  summary: 'a key is written only to a register that is implemented inside the trust boundary',
  source:
    'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, assumptions 3 and 4 against design step 3',
  over: ['encryptedQueue'],
  on: ['SET_KEY'],
  applies: () => true,
  holds: ({ encryptedQueue }) => encryptedQueue.context.register === 'tdi',
});

import { eachStep } from './define.ts';

/** What the whole proposal is for. */
export const hostReadsNoQueuePayload = eachStep({
  name: 'hostReadsNoQueuePayload',
  summary: 'whatever the host reads of the buffers, no secret comes out',
  source:
    'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, pros 2: "even when host / hypervisor compromised"',
  over: ['encryptedQueue'],
  on: ['HOST_READ_QUEUE'],
  applies: () => true,
  holds: (_, { reads }) => reads !== 'secret',
});

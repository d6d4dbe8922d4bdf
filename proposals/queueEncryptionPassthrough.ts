import { encryptedQueueMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M20', 'M29', 'M31', 'M32', 'M33'] as const;

/** Every rule but one, on a physical device whose registers the guest reaches through a mapping that the host makes. */
export const queueEncryptionPassthrough: Proposal = {
  systems: ['S36'],
  title: 'Queue encryption, passed-through device without TDISP',
  argument: '"This solution works for both emulated and real pass-through devices."',
  objection:
    'The host maps the registers for the guest: it can map a page of its own instead, and take the key there.',
  sources: ['Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025'],
  moves,
  system: systemOf('queueEncryptionPassthrough', moves, {
    encryptedQueue: { machine: encryptedQueueMachine, index: 'queue', input: { register: 'passthrough' } },
  }),
  smallSizes: {},
  pinned: { states: 57, transitions: 314 },
  stands: {
    keyNeverToUntrusted: { violated: 1 },
    keySetBeforeDriverOk: 'holds',
    noPlaintextWhenEncrypted: 'holds',
    nullCipherIsVisible: 'vacuous',
    noEncryptionDowngrade: 'holds',
    ciphertextFresh: 'holds',
    keyErasedOnReset: { violated: 3 },
    hostReadsNoQueuePayload: { violated: 5 },
  },
};

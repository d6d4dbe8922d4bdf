import { encryptedQueueMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M20', 'M29', 'M31', 'M32', 'M33'] as const;

/** What happens without the order of design step 3. */
export const queueEncryptionLateKey: Proposal = {
  systems: ['S36'],
  title: 'Queue encryption, key after DRIVER_OK',
  argument: 'A queue can be used before anybody has decided on a key.',
  objection: 'What was sent before the key is in the buffer still when the queue counts as encrypted.',
  sources: ['Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025'],
  moves,
  system: systemOf('queueEncryptionLateKey', moves, {
    encryptedQueue: {
      machine: encryptedQueueMachine,
      index: 'queue',
      input: { register: 'tdi', keyFirst: false },
    },
  }),
  smallSizes: {},
  pinned: { states: 29, transitions: 120 },
  stands: {
    keyNeverToUntrusted: 'holds',
    keySetBeforeDriverOk: { violated: 1 },
    noPlaintextWhenEncrypted: { violated: 3 },
    nullCipherIsVisible: 'vacuous',
    noEncryptionDowngrade: 'holds',
    ciphertextFresh: 'holds',
    keyErasedOnReset: 'holds',
    hostReadsNoQueuePayload: { violated: 3 },
  },
};

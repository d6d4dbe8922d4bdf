import { encryptedQueueMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M20', 'M29', 'M31', 'M32', 'M33'] as const;

/** The variant "per device", with every other rule. */
export const queueEncryptionOneKey: Proposal = {
  systems: ['S36'],
  title: 'Queue encryption, one key for the device',
  argument: 'One key is less to set up than one for each queue.',
  objection: 'A ciphertext of one queue is a good ciphertext on every other.',
  sources: ['Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025'],
  moves,
  system: systemOf('queueEncryptionOneKey', moves, {
    encryptedQueue: {
      machine: encryptedQueueMachine,
      index: 'queue',
      input: { register: 'tdi', keyPerQueue: false },
    },
  }),
  smallSizes: {},
  pinned: { states: 18, transitions: 62 },
  stands: {
    keyNeverToUntrusted: 'holds',
    keySetBeforeDriverOk: 'holds',
    noPlaintextWhenEncrypted: 'holds',
    nullCipherIsVisible: 'vacuous',
    noEncryptionDowngrade: 'holds',
    ciphertextFresh: { violated: 4 },
    keyErasedOnReset: 'holds',
    hostReadsNoQueuePayload: 'holds',
  },
};

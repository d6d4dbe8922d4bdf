import { encryptedQueueMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M20', 'M29', 'M31', 'M32', 'M33'] as const;

/** The smallest set of rules under which the proposal keeps what it promises. */
export const queueEncryptionSound: Proposal = {
  systems: ['S36'],
  title: 'Queue encryption, with every rule that it needs',
  argument:
    'With a register inside the trust boundary, authenticated and counted ciphertexts, and no downgrade, nothing is left to say.',
  objection:
    'Addresses, lengths and flags stay plain; and a host that strips the bit still denies the service.',
  sources: ['Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025'],
  moves,
  system: systemOf('queueEncryptionSound', moves, {
    encryptedQueue: { machine: encryptedQueueMachine, index: 'queue', input: { register: 'tdi' } },
  }),
  smallSizes: {},
  pinned: { states: 18, transitions: 62 },
  stands: {
    keyNeverToUntrusted: 'holds',
    keySetBeforeDriverOk: 'holds',
    noPlaintextWhenEncrypted: 'holds',
    nullCipherIsVisible: 'vacuous',
    noEncryptionDowngrade: 'holds',
    ciphertextFresh: 'holds',
    keyErasedOnReset: 'holds',
    hostReadsNoQueuePayload: 'holds',
  },
};

import { encryptedQueueMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M20', 'M29', 'M31', 'M32', 'M33'] as const;

/** Whether rules that the proposal does not have would save it on an emulated device. */
export const queueEncryptionEmulatedStrict: Proposal = {
  systems: ['S36'],
  title: 'Queue encryption, emulated device, with every other rule',
  argument: 'Authenticate, count, refuse the null algorithm, and set the key first.',
  objection: 'None of it matters to whoever has the key.',
  sources: ['Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025'],
  moves,
  system: systemOf('queueEncryptionEmulatedStrict', moves, {
    encryptedQueue: { machine: encryptedQueueMachine, index: 'queue', input: { register: 'vmm' } },
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

import { encryptedQueueMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M20', 'M29', 'M31', 'M32', 'M33'] as const;

/** The same on a TDI, whose registers the guest has validated: the key is safe, and the rest is as unsaid as before. */
export const queueEncryptionTdi: Proposal = {
  systems: ['S36'],
  title: 'Queue encryption, TDI',
  argument: 'Inside the trust boundary the register is what it promises to be.',
  objection:
    'Such a device reaches private memory anyway; and nothing is said of authentication, downgrade, or the key after a reset.',
  sources: [
    'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025',
    'PCIe r6.3 11.2',
  ],
  moves,
  system: systemOf('queueEncryptionTdi', moves, {
    encryptedQueue: {
      machine: encryptedQueueMachine,
      index: 'queue',
      input: {
        register: 'tdi',
        refusesNull: false,
        labelsNull: false,
        authenticated: false,
        erasesKey: false,
      },
    },
  }),
  smallSizes: {},
  pinned: { states: 38, transitions: 204 },
  stands: {
    keyNeverToUntrusted: 'holds',
    keySetBeforeDriverOk: 'holds',
    noPlaintextWhenEncrypted: 'holds',
    nullCipherIsVisible: { violated: 3 },
    noEncryptionDowngrade: { violated: 2 },
    ciphertextFresh: { violated: 4 },
    keyErasedOnReset: { violated: 3 },
    hostReadsNoQueuePayload: { violated: 4 },
  },
};

import { encryptedQueueMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M20', 'M29', 'M31', 'M32', 'M33'] as const;

/** The proposal as it was made, on the device that it was made for: one that the VMM emulates. */
export const queueEncryptionEmulated: Proposal = {
  systems: ['S36'],
  title: 'Queue encryption, emulated device',
  argument:
    'Buffers are ciphertext even if host and hypervisor are compromised; the key registers are write-only.',
  objection:
    'The emulated device is a part of the hypervisor, so the hypervisor is who implements the write-only register.',
  sources: ['Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025'],
  moves,
  system: systemOf('queueEncryptionEmulated', moves, {
    encryptedQueue: {
      machine: encryptedQueueMachine,
      index: 'queue',
      input: {
        register: 'vmm',
        refusesNull: false,
        labelsNull: false,
        authenticated: false,
        erasesKey: false,
      },
    },
  }),
  smallSizes: {},
  pinned: { states: 125, transitions: 880 },
  stands: {
    keyNeverToUntrusted: { violated: 1 },
    keySetBeforeDriverOk: 'holds',
    noPlaintextWhenEncrypted: 'holds',
    nullCipherIsVisible: { violated: 3 },
    noEncryptionDowngrade: { violated: 2 },
    ciphertextFresh: { violated: 4 },
    keyErasedOnReset: { violated: 3 },
    hostReadsNoQueuePayload: { violated: 4 },
  },
};

import { deviceMachine, userspacePolicyMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M30'] as const;

/** The first policy, with the kernel keeping to it too; secrets are released at boot. */
export const userspaceGatesAutoprobe: Proposal = {
  systems: ['S41'],
  title: 'Userspace does not load the driver, nor does the kernel',
  argument: 'Drivers that the kernel would load by itself wait for userspace as well.',
  objection: 'Once a driver is allowed before its device is accepted, secrets are there to be bounced.',
  sources: [
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026',
  ],
  moves,
  system: systemOf('userspaceGatesAutoprobe', moves, {
    device: { machine: deviceMachine, input: { privateBy: 'acceptance' } },
    userspacePolicy: { machine: userspacePolicyMachine, index: 'device', input: { gatesSecrets: false } },
  }),
  smallSizes: {},
  pinned: { states: 84, transitions: 320 },
  stands: {
    secretsOnlyAfterAcceptance: 'vacuous',
    mismatchIsErrorNotBounce: 'vacuous',
    acceptanceIsPolicyNotDriver: 'holds',
    acceptOnlyDriverDetached: 'holds',
    acceptRequiresFreshLockedEvidence: 'holds',
    driverLoadGated: 'holds',
    secretsReleasedAfterAcceptance: { violated: 1 },
    noSecretBounced: { violated: 4 },
  },
};

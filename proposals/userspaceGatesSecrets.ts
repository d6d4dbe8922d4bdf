import { deviceMachine, userspacePolicyMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M30'] as const;

/** The second policy. */
export const userspaceGatesSecrets: Proposal = {
  systems: ['S41'],
  title: 'Userspace does not release secrets before acceptance',
  argument: 'A guest that has no secrets yet can bounce what it likes.',
  objection: 'swiotlb=force on a command line that nobody has attested bounces a private device too.',
  sources: ['"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025'],
  moves,
  system: systemOf('userspaceGatesSecrets', moves, {
    device: { machine: deviceMachine, input: { privateBy: 'acceptance' } },
    userspacePolicy: {
      machine: userspacePolicyMachine,
      index: 'device',
      input: { gatesDriver: false, gatesAutoprobe: false },
    },
  }),
  smallSizes: {},
  pinned: { states: 88, transitions: 352 },
  stands: {
    secretsOnlyAfterAcceptance: 'vacuous',
    mismatchIsErrorNotBounce: 'vacuous',
    acceptanceIsPolicyNotDriver: 'holds',
    acceptOnlyDriverDetached: 'holds',
    acceptRequiresFreshLockedEvidence: 'holds',
    driverLoadGated: { violated: 1 },
    secretsReleasedAfterAcceptance: 'holds',
    noSecretBounced: { violated: 7 },
  },
};

import { deviceMachine, userspacePolicyMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M30'] as const;

/** The first of three policies; the kernel itself loads drivers as ever. */
export const userspaceGatesDriver: Proposal = {
  systems: ['S41'],
  title: 'Userspace does not load the driver',
  argument: 'A device without a driver bounces nothing.',
  objection:
    'The kernel loads drivers by itself before there is any userspace, and the host chooses which device it finds.',
  sources: ['"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025'],
  moves,
  system: systemOf('userspaceGatesDriver', moves, {
    device: { machine: deviceMachine, input: { privateBy: 'acceptance' } },
    userspacePolicy: {
      machine: userspacePolicyMachine,
      index: 'device',
      input: { gatesDriver: true, gatesAutoprobe: false, gatesSecrets: false },
    },
  }),
  smallSizes: {},
  pinned: { states: 112, transitions: 464 },
  stands: {
    secretsOnlyAfterAcceptance: 'vacuous',
    mismatchIsErrorNotBounce: 'vacuous',
    acceptanceIsPolicyNotDriver: 'holds',
    acceptOnlyDriverDetached: 'holds',
    acceptRequiresFreshLockedEvidence: 'holds',
    driverLoadGated: { violated: 1 },
    secretsReleasedAfterAcceptance: { violated: 1 },
    noSecretBounced: { violated: 3 },
  },
};

import { deviceMachine, userspacePolicyMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M30'] as const;

/** The third policy. */
export const userspaceMarksPages: Proposal = {
  systems: ['S41'],
  title: 'Only pages without secrets bounce',
  argument: 'Whatever device and driver do, a page with a secret in it is kept from bouncing.',
  objection: 'Nobody but the application knows which pages these are.',
  sources: ['"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025'],
  moves,
  system: systemOf('userspaceMarksPages', moves, {
    device: { machine: deviceMachine, input: { privateBy: 'acceptance' } },
    userspacePolicy: {
      machine: userspacePolicyMachine,
      index: 'device',
      input: { gatesDriver: false, gatesAutoprobe: false, gatesSecrets: false, marksPages: true },
    },
  }),
  smallSizes: {},
  pinned: { states: 112, transitions: 472 },
  stands: {
    secretsOnlyAfterAcceptance: 'vacuous',
    mismatchIsErrorNotBounce: 'vacuous',
    acceptanceIsPolicyNotDriver: 'holds',
    acceptOnlyDriverDetached: 'holds',
    acceptRequiresFreshLockedEvidence: 'holds',
    driverLoadGated: { violated: 1 },
    secretsReleasedAfterAcceptance: { violated: 1 },
    noSecretBounced: 'holds',
  },
};

import { paravisorMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34'] as const;

/** Devices of the paravisor are used as soon as they are there. */
export const paravisorTrustedAtLaunch: Proposal = {
  systems: ['S43'],
  title: 'The paravisor is trusted from launch on',
  argument: 'A paravisor is presumably within the TCB at launch.',
  objection: 'The kernel cannot really trust that until an attestation event.',
  sources: ['"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025'],
  moves,
  system: systemOf('paravisorTrustedAtLaunch', moves, {
    paravisor: { machine: paravisorMachine, input: { attestsFirst: false } },
  }),
  smallSizes: {},
  pinned: { states: 4, transitions: 7 },
  stands: {
    attestedParavisorBeforeSecrets: { violated: 2 },
    secretsOnlyToGenuineParavisor: { violated: 2 },
  },
};

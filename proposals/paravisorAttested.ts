import { paravisorMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34'] as const;

/** No secret goes to the bus before somebody outside has judged guest and paravisor. */
export const paravisorAttested: Proposal = {
  systems: ['S43'],
  title: 'Guest and paravisor are attested first',
  argument: 'Launch state of the CVM and its paravisor is one measurement, judged once.',
  objection: 'Until then the guest has devices that it may not use for anything that matters.',
  sources: ['"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025'],
  moves,
  system: systemOf('paravisorAttested', moves, {
    paravisor: { machine: paravisorMachine, input: {} },
  }),
  smallSizes: {},
  pinned: { states: 4, transitions: 5 },
  stands: {
    attestedParavisorBeforeSecrets: 'holds',
    secretsOnlyToGenuineParavisor: 'holds',
  },
};

import { paravisorMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34'] as const;

/** The measurement says nothing of what serves the bus. */
export const paravisorUnmeasured: Proposal = {
  systems: ['S43'],
  title: 'Only the guest is attested',
  argument: 'The guest is what its owner knows the measurement of.',
  objection: 'A CPUID bit that says confidential VMBus is written by whoever runs below the guest.',
  sources: ['"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025'],
  moves,
  system: systemOf('paravisorUnmeasured', moves, {
    paravisor: { machine: paravisorMachine, input: { measured: false } },
  }),
  smallSizes: {},
  pinned: { states: 5, transitions: 6 },
  stands: {
    attestedParavisorBeforeSecrets: 'holds',
    secretsOnlyToGenuineParavisor: { violated: 3 },
  },
};

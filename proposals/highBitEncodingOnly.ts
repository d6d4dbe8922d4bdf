import { ioTlbMemMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The encoding alone: the device keeps its pool. */
export const highBitEncodingOnly: Proposal = {
  systems: ['S49'],
  title: 'Addresses that say private, and a pool',
  argument: 'A device that is told the right address reads the right memory.',
  objection: 'In a confidential guest whoever has a pool bounces.',
  sources: ['"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025'],
  moves,
  system: systemOf(
    'highBitEncodingOnly',
    moves,
    {
      ioTlbMem: { machine: ioTlbMemMachine, index: 'device', input: { disables: false } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 3, transitions: 4 },
  stands: {
    externalMemoryNeverBounces: { violated: 3 },
    poolGivenAwayOnlyUnbound: 'vacuous',
    addressSaysPrivate: 'vacuous',
  },
};

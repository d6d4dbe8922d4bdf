import { advertisedRangeMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M06'] as const;

/** The same with a driver that takes the first pool that fits. */
export const restrictedDmaHandleFirstMatch: Proposal = {
  systems: ['S2', 'S23'],
  title: 'Pool referred to by handle or UUID, first match',
  argument: 'The first match is good enough.',
  objection: 'It may be the buffer of a device of another VMM process.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'restrictedDmaHandleFirstMatch',
    moves,
    {
      advertisedRange: {
        machine: advertisedRangeMachine,
        index: 'device',
        input: { fitting: 2, refusesUnresolved: false },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 24, transitions: 40 },
  stands: {
    rangeIsDeclaredPool: 'holds',
    configSnapshotConsistent: 'holds',
    referencedPoolExists: { violated: 3 },
  },
};

import { advertisedRangeMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M06'] as const;

/** The same range, believed. */
export const restrictedDmaRangeTrusted: Proposal = {
  systems: ['S23'],
  title: 'VIRTIO_F_RESTRICTED_DMA, range believed',
  argument: 'The device knows best what it can access.',
  objection:
    'Configuration space is written by the host: it names memory with private data in it, and the guest shares that.',
  sources: [
    'M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025: registers list the range of addresses device can access',
  ],
  moves: moves,
  system: systemOf(
    'restrictedDmaRangeTrusted',
    moves,
    {
      advertisedRange: { machine: advertisedRangeMachine, index: 'device', input: { checksDeclared: false } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 30, transitions: 52 },
  stands: {
    rangeIsDeclaredPool: { violated: 5 },
    configSnapshotConsistent: { violated: 5 },
    referencedPoolExists: 'holds',
  },
};

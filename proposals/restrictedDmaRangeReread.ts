import { advertisedRangeMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M06'] as const;

/** The range is checked, and read again where it is used. */
export const restrictedDmaRangeReread: Proposal = {
  systems: ['S23'],
  title: 'VIRTIO_F_RESTRICTED_DMA, range read again',
  argument: 'Drivers read configuration fields where they need them.',
  objection: 'Between the check and the use the host changes it.',
  sources: ['virtio 1.4 "Device Configuration Space"', 'M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'restrictedDmaRangeReread',
    moves,
    { advertisedRange: { machine: advertisedRangeMachine, index: 'device', input: { readsOnce: false } } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 24, transitions: 40 },
  stands: {
    rangeIsDeclaredPool: { violated: 5 },
    configSnapshotConsistent: { violated: 5 },
    referencedPoolExists: 'holds',
  },
};

import { advertisedRangeMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M06'] as const;

/** A range in configuration space that the driver holds against the pools which the firmware declares. */
export const restrictedDmaRange: Proposal = {
  systems: ['S23', 'S24'],
  title: 'VIRTIO_F_RESTRICTED_DMA, range checked against declared pools',
  argument:
    'A promise by the driver to do DMA only into a range; registers list the range that the device can access.',
  objection: 'The range is worth nothing by itself, so the declaration is needed all the same.',
  sources: ['M. S. Tsirkin and D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'restrictedDmaRange',
    moves,
    { advertisedRange: { machine: advertisedRangeMachine, index: 'device', input: {} } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 24, transitions: 40 },
  stands: {
    rangeIsDeclaredPool: 'holds',
    configSnapshotConsistent: 'holds',
    referencedPoolExists: 'holds',
  },
};

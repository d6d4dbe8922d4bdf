import { advertisedRangeMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M06'] as const;

/** The same with a driver that accepts declared pools only. */
export const addressWidthAsRangeChecked: Proposal = {
  systems: ['S31'],
  title: 'Addressing width as a range, held against declared pools',
  argument: 'A driver that checks is safe whatever the range is meant for.',
  objection: 'Then a device that has only a width to tell is declined: the DMA mask is the place for it.',
  sources: ['M. S. Tsirkin and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'addressWidthAsRangeChecked',
    moves,
    { advertisedRange: { machine: advertisedRangeMachine, index: 'device', input: { advertised: 'ram' } } },
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

import { advertisedRangeMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M06'] as const;

/** A 48-bit device says so in the same registers: its range is all memory below 2^48. */
export const addressWidthAsRange: Proposal = {
  systems: ['S31'],
  title: 'Addressing width as a range, believed',
  argument: 'Limits of addressing width are the same kind of thing and can be told by the same means.',
  objection:
    'Let us not mix that up: a width is no statement that the memory is shared, and a guest that takes it for one shares everything.',
  sources: ['M. S. Tsirkin and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'addressWidthAsRange',
    moves,
    {
      advertisedRange: {
        machine: advertisedRangeMachine,
        index: 'device',
        input: { advertised: 'ram', checksDeclared: false },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 30, transitions: 52 },
  stands: {
    rangeIsDeclaredPool: { violated: 4 },
    configSnapshotConsistent: { violated: 5 },
    referencedPoolExists: 'holds',
  },
};

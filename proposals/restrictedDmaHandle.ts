import { advertisedRangeMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M06'] as const;

/** Reference by handle or UUID, which fits two declared pools, and a driver that refuses what it cannot resolve. */
export const restrictedDmaHandle: Proposal = {
  systems: ['S2', 'S23', 'S24'],
  title: 'Pool referred to by handle or UUID, ambiguous and refused',
  argument: 'A handle survives renumbering, and a UUID lets a device refer to the buffer of another one.',
  objection: 'Nothing keeps two pools from carrying the same one.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: explicit reference, and a UUID for the buffer of another device',
  ],
  moves: moves,
  system: systemOf(
    'restrictedDmaHandle',
    moves,
    { advertisedRange: { machine: advertisedRangeMachine, index: 'device', input: { fitting: 2 } } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 22, transitions: 36 },
  stands: {
    rangeIsDeclaredPool: 'vacuous',
    configSnapshotConsistent: 'vacuous',
    referencedPoolExists: 'vacuous',
  },
};

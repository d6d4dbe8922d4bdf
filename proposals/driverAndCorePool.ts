import { poolOwnerMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The driver claims a pool that the DMA core has found in the description as well. */
export const driverAndCorePool: Proposal = {
  systems: ['S35'],
  title: 'Pool owned by driver and DMA core',
  argument: 'The driver works on old kernels, and new ones find the pool themselves.',
  objection: 'Each hands out what the other has taken.',
  sources: ['D. Woodhouse and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'driverAndCorePool',
    moves,
    { poolOwner: { machine: poolOwnerMachine, index: 'slot', input: { bounceBy: 'both' } } },
    { slot: 1 },
  ),
  smallSizes: { slot: 1 },
  pinned: { states: 4, transitions: 8 },
  stands: {
    singlePoolOwner: { violated: 2 },
  },
};

import { poolOwnerMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** A standalone driver claims the pool of its device and bounces for itself; the DMA core does not know it. */
export const driverOwnedPool: Proposal = {
  systems: ['S35'],
  title: 'Driver-owned pool',
  argument: 'It keeps the guest support restricted to a driver of its own.',
  objection: 'Bouncing hacked into virtio drivers, once for each operating system.',
  sources: ['D. Woodhouse and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'driverOwnedPool',
    moves,
    { poolOwner: { machine: poolOwnerMachine, index: 'slot', input: { bounceBy: 'driver' } } },
    { slot: 1 },
  ),
  smallSizes: { slot: 1 },
  pinned: { states: 2, transitions: 2 },
  stands: {
    singlePoolOwner: 'holds',
  },
};

import { poolUserMachine, sharedSlotMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21'] as const;

/** The explicit match of today: each device has a pool of its own. */
export const poolForEachDevice: Proposal = {
  systems: ['S21'],
  title: 'A pool for each device',
  argument: 'An explicit match keeps devices of different trust apart.',
  objection: 'Each pool has to be sized for its device, and pools for each CPU are not possible.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025', 'restricted-dma-pool binding, 2021'],
  moves: moves,
  system: systemOf(
    'poolForEachDevice',
    moves,
    {
      poolUser: { machine: poolUserMachine, index: 'device' },
      sharedSlot: { machine: sharedSlotMachine, index: 'slot', input: (slot: number) => ({ onlyFor: slot }) },
    },
    { slot: 2, device: 2 },
  ),
  smallSizes: { slot: 1, device: 2 },
  pinned: { states: 9, transitions: 36 },
  stands: {
    noForeignSlotRead: 'holds',
  },
};

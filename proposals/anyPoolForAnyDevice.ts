import { poolUserMachine, sharedSlotMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21'] as const;

/** Pools without a match: whichever device needs a slot gets one of any pool. */
export const anyPoolForAnyDevice: Proposal = {
  systems: ['S21'],
  title: 'Pools that any device may use',
  argument: 'Without a match of device and pool there is less to describe and pools are easier to size.',
  objection: 'A device reaches the whole of a pool, also what lies there for another device.',
  sources: ['C. Hellwig and D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'anyPoolForAnyDevice',
    moves,
    {
      poolUser: { machine: poolUserMachine, index: 'device' },
      sharedSlot: { machine: sharedSlotMachine, index: 'slot', input: {} },
    },
    { slot: 2, device: 2 },
  ),
  smallSizes: { slot: 1, device: 2 },
  pinned: { states: 23, transitions: 156 },
  stands: {
    noForeignSlotRead: { violated: 2 },
  },
};

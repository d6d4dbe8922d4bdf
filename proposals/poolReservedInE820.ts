import { poolMemoryMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M23'] as const;

/** A pool in system memory that the firmware reports as reserved, in a guest that does not know what it is for. */
export const poolReservedInE820: Proposal = {
  systems: ['S18', 'S19'],
  title: 'Pool reserved in e820, guest unaware',
  argument:
    'Reserved memory is what no operating system touches, so a guest that knows nothing of the pool leaves it alone.',
  objection:
    'An operating system must not assume that reserved memory is usable, so an aware one needs to be told as well.',
  sources: [
    'D. Woodhouse and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: an e820-reserved region for example',
  ],
  moves: moves,
  system: systemOf(
    'poolReservedInE820',
    moves,
    { poolMemory: { machine: poolMemoryMachine, input: { guestKnows: false } } },
    {},
  ),
  smallSizes: {},
  pinned: { states: 2, transitions: 1 },
  stands: {
    poolNotGeneralRam: 'holds',
    poolReservationEffective: 'vacuous',
  },
};

import { poolMemoryMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M23'] as const;

/** The pool is a part of the main memory, and the guest does not know of it. */
export const poolReportedAsRam: Proposal = {
  systems: ['S18', 'S19'],
  title: 'Pool reported as RAM, guest unaware',
  argument:
    'The guest carves its bounce buffer out of memory that it has anyway; the description says where.',
  objection:
    'A guest that does not read the description uses it as RAM, and the host reads whatever the page allocator put there.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'crosvm aarch64/src/fdt.rs: the static swiotlb region is a part of the main memory region',
  ],
  moves: moves,
  system: systemOf(
    'poolReportedAsRam',
    moves,
    { poolMemory: { machine: poolMemoryMachine, input: { reported: 'ram', guestKnows: false } } },
    {},
  ),
  smallSizes: {},
  pinned: { states: 3, transitions: 2 },
  stands: {
    poolNotGeneralRam: { violated: 2 },
    poolReservationEffective: 'vacuous',
  },
};

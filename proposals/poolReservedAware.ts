import { poolMemoryMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M23'] as const;

/** The same pool in a guest that knows it. */
export const poolReservedAware: Proposal = {
  systems: ['S18', 'S19'],
  title: 'Pool in reserved system memory, guest aware',
  argument: 'A bounce buffer in host memory is faster than one in a BAR and reuses restricted-dma-pool.',
  objection: 'It must be known to be shared, and known before anything else could lie there.',
  sources: ['Z. Zhu and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: why not place it on the host memory?'],
  moves: moves,
  system: systemOf('poolReservedAware', moves, { poolMemory: { machine: poolMemoryMachine, input: {} } }, {}),
  smallSizes: {},
  pinned: { states: 2, transitions: 2 },
  stands: {
    poolNotGeneralRam: 'holds',
    poolReservationEffective: 'holds',
  },
};

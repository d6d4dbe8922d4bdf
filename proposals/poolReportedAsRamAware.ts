import { poolMemoryMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M23'] as const;

/** The same in a guest that reads the description and reserves the range first. */
export const poolReportedAsRamAware: Proposal = {
  systems: ['S18'],
  title: 'Pool reported as RAM, guest aware',
  argument: 'With CONFIG_DMA_RESTRICTED_POOL the range is reserved before the page allocator exists.',
  objection: 'It is safe by the diligence of the guest alone.',
  sources: ['Linux 7.3 drivers/of/of_reserved_mem.c', 'crosvm aarch64/src/fdt.rs'],
  moves: moves,
  system: systemOf(
    'poolReportedAsRamAware',
    moves,
    { poolMemory: { machine: poolMemoryMachine, input: { reported: 'ram' } } },
    {},
  ),
  smallSizes: {},
  pinned: { states: 2, transitions: 2 },
  stands: {
    poolNotGeneralRam: 'holds',
    poolReservationEffective: 'holds',
  },
};

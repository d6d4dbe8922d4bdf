import { poolMemoryMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M23'] as const;

/** A loader that does not look at reservations puts the initrd into the pool. */
export const poolOverInitrd: Proposal = {
  systems: ['S19'],
  title: 'Pool over the initrd',
  argument: 'Firmware describes, the guest reserves: nobody else needs to know.',
  objection: 'The loader came first. The guest reserves what is occupied and panics without saying why.',
  sources: [
    'Linux 7.2.13 arm64 under QEMU 7.2 with a pool at the address of the initrd, measured: Unable to mount root fs',
  ],
  moves: moves,
  system: systemOf(
    'poolOverInitrd',
    moves,
    { poolMemory: { machine: poolMemoryMachine, input: { loaderKeepsOut: false } } },
    {},
  ),
  smallSizes: {},
  pinned: { states: 4, transitions: 5 },
  stands: {
    poolNotGeneralRam: 'holds',
    poolReservationEffective: { violated: 2 },
  },
};

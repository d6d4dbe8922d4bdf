import { ioTlbMemMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The pool is taken away and phys_to_dma() follows, as the series of April 2025 has it. */
export const highBitEncoding: Proposal = {
  systems: ['S49', 'S45'],
  title: 'No pool, and addresses that say private',
  argument: 'Where a bit of the address says what memory is, both have to change.',
  objection: 'Two places of the DMA layer ask about one device.',
  sources: [
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
  ],
  moves,
  system: systemOf(
    'highBitEncoding',
    moves,
    {
      ioTlbMem: { machine: ioTlbMemMachine, index: 'device', input: {} },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 6 },
  stands: {
    externalMemoryNeverBounces: 'holds',
    poolGivenAwayOnlyUnbound: 'holds',
    addressSaysPrivate: 'holds',
  },
};

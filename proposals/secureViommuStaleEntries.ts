import { ioPteMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The same where nothing keeps a page from being converted while it is mapped. */
export const secureViommuStaleEntries: Proposal = {
  systems: ['S52'],
  title: 'Secure vIOMMU, conversion under live entries',
  argument: 'Whoever maps knows what the page is.',
  objection: 'The entry keeps the C-bit that it was made with.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'secureViommuStaleEntries',
    moves,
    {
      ioPte: { machine: ioPteMachine, index: 'page', input: { unmapsFirst: false } },
    },
    { page: 1 },
  ),
  smallSizes: { page: 1 },
  pinned: { states: 6, transitions: 16 },
  stands: {
    cBitMatchesPage: { violated: 2 },
  },
};

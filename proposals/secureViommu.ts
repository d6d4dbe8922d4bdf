import { ioPteMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Each mapping says itself whether its page is private; entries go before pages are converted. */
export const secureViommu: Proposal = {
  systems: ['S52'],
  title: 'Secure vIOMMU: the C-bit in guest I/O page tables',
  argument: 'The hardware allows mixed mappings, with one domain for all.',
  objection: 'The software support is missing.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'secureViommu',
    moves,
    {
      ioPte: { machine: ioPteMachine, index: 'page', input: {} },
    },
    { page: 1 },
  ),
  smallSizes: { page: 1 },
  pinned: { states: 4, transitions: 8 },
  stands: {
    cBitMatchesPage: 'holds',
  },
};

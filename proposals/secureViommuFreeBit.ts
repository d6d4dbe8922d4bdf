import { ioPteMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The same where the caller of the mapping says what the page is. */
export const secureViommuFreeBit: Proposal = {
  systems: ['S52'],
  title: 'Secure vIOMMU, C-bit chosen by the caller',
  argument: 'A driver knows what it maps.',
  objection: 'It may be wrong, and the IOMMU believes it.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'secureViommuFreeBit',
    moves,
    {
      ioPte: { machine: ioPteMachine, index: 'page', input: { followsPage: false } },
    },
    { page: 1 },
  ),
  smallSizes: { page: 1 },
  pinned: { states: 6, transitions: 14 },
  stands: {
    cBitMatchesPage: { violated: 1 },
  },
};

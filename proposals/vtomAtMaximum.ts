import { vtomPageMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The first drop of SEV-TIO: everything is below, so everything is private to the IOMMU. */
export const vtomAtMaximum: Proposal = {
  systems: ['S51'],
  title: 'vTOM of the IOMMU at its maximum',
  argument: 'Nothing needs to bother with the C-bit.',
  objection: 'The guest converts pages at will, and a shared page is below the boundary like any other.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'vtomAtMaximum',
    moves,
    {
      vtomPage: { machine: vtomPageMachine, index: 'page', input: { belowIommu: true, fromPool: false } },
    },
    { page: 1 },
  ),
  smallSizes: { page: 1 },
  pinned: { states: 2, transitions: 4 },
  stands: {
    vtomSplitRespected: { violated: 1 },
    vtomAgree: 'vacuous',
  },
};

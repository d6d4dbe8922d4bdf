import { vtomPageMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The IOMMU has its boundary at half, the guest (VIRTUAL_TOM) at the maximum. */
export const vtomsDisagree: Proposal = {
  systems: ['S51'],
  title: 'Two vTOMs that disagree',
  argument: 'Each side sets its own.',
  objection: '"There are two vTOMs. Which one do you mean?"',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'vtomsDisagree',
    moves,
    {
      vtomPage: {
        machine: vtomPageMachine,
        index: 'page',
        input: (index: number) => ({ belowIommu: index === 0, belowVmsa: true, fromPool: true }),
      },
    },
    { page: 2 },
  ),
  smallSizes: { page: 2 },
  pinned: { states: 1, transitions: 2 },
  stands: {
    vtomSplitRespected: 'holds',
    vtomAgree: { violated: 1 },
  },
};

import { vtomPageMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The boundary without the pool. */
export const vtomHalfAtWill: Proposal = {
  systems: ['S51'],
  title: 'vTOM at half, pages converted at will',
  argument: '"Could be half/half by moving that address."',
  objection: 'Conversions do not ask on which side of the boundary a page is.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'vtomHalfAtWill',
    moves,
    {
      vtomPage: {
        machine: vtomPageMachine,
        index: 'page',
        input: (index: number) => ({ belowIommu: index === 0, fromPool: false }),
      },
    },
    { page: 2 },
  ),
  smallSizes: { page: 2 },
  pinned: { states: 4, transitions: 16 },
  stands: {
    vtomSplitRespected: { violated: 1 },
    vtomAgree: 'vacuous',
  },
};

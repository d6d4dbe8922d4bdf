import { vtomPageMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Pages above the boundary are shared from boot on, and no others ever. */
export const vtomHalfPool: Proposal = {
  systems: ['S51'],
  title: 'vTOM at half, shared pages from a pool above it',
  argument: '"It would be nice to have that address-map separation."',
  objection:
    '"Has not that ship already sailed?" Every allocation of shared memory has to come from the pool.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'vtomHalfPool',
    moves,
    {
      vtomPage: {
        machine: vtomPageMachine,
        index: 'page',
        input: (index: number) => ({ belowIommu: index === 0, fromPool: true }),
      },
    },
    { page: 2 },
  ),
  smallSizes: { page: 2 },
  pinned: { states: 1, transitions: 2 },
  stands: {
    vtomSplitRespected: 'holds',
    vtomAgree: 'vacuous',
  },
};

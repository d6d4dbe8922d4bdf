import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M40'] as const;

/** The same with the flush queue that Linux uses unless told otherwise: a page is used again before its mapping is gone. */
export const twoStageIommuLazy: Proposal = {
  systems: ['S11'],
  title: 'Two-stage IOMMU, flushed lazily',
  argument: 'Flushing at each unmap costs too much; the flush can wait until there are many.',
  objection: 'Until it comes the device still has the page, and the guest has put something else there.',
  sources: [
    'Linux 7.3 drivers/iommu/dma-iommu.c iommu_dma_init_fq, fq_flush_iotlb',
    'D. Woodhouse, RFC 0/3 of 2 Apr 2025',
  ],
  moves: moves,
  system: systemOf(
    'twoStageIommuLazy',
    moves,
    grantWorld({
      guestPage: { strict: false },
      guestIommu: { described: 'smmu' },
      grant: { iommu: 'smmu' },
    }),
    { page: 2 },
  ),
  smallSizes: { page: 1 },
  pinned: { states: 16, transitions: 80 },
  stands: {
    grantOnlyFromGuest: 'holds',
    vmmAccessOnlyGranted: { violated: 3 },
    exposedPageIsReached: 'holds',
    noAccessAfterWithdrawal: { violated: 3 },
    singleGrant: 'vacuous',
    iommuAttributionCorrect: 'holds',
  },
};

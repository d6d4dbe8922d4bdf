import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M40'] as const;

/** A trusted hypervisor lets the VMM reach what the guest has mapped in stage 1, and cannot see the flushes that it does. */
export const vmmThroughStage1: Proposal = {
  systems: ['S12'],
  title: 'VMM through stage 1, flushes invisible',
  argument:
    'The guest has said in its stage-1 tables what devices may access, so an emulated device can be held to the same.',
  objection: 'Designers forget to expose IOTLB flushes: what was looked up once stays valid for ever.',
  sources: ['D. Woodhouse, RFC 0/3 of 2 Apr 2025, and 4 Apr 2025: screwed up the 2-stage IOMMU'],
  moves: moves,
  system: systemOf(
    'vmmThroughStage1',
    moves,
    grantWorld({
      guestIommu: { described: 'smmu' },
      grant: { iommu: 'smmu', flushVisible: false },
    }),
    { page: 2 },
  ),
  smallSizes: { page: 1 },
  pinned: { states: 16, transitions: 72 },
  stands: {
    grantOnlyFromGuest: 'holds',
    vmmAccessOnlyGranted: { violated: 4 },
    exposedPageIsReached: 'holds',
    noAccessAfterWithdrawal: { violated: 4 },
    singleGrant: 'vacuous',
    iommuAttributionCorrect: 'holds',
  },
};

import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M40'] as const;

/** The same where flushes trap to the trusted hypervisor. */
export const vmmThroughStage1Trapped: Proposal = {
  systems: ['S12'],
  title: 'VMM through stage 1, flushes trapped',
  argument: 'With a trap on each invalidation the copy of the mapping ends when the mapping ends.',
  objection:
    'The hardware that was built does not offer it, and a trap at each unmap is what direct assignment was to avoid.',
  sources: ['D. Woodhouse, RFC 0/3 of 2 Apr 2025'],
  moves: moves,
  system: systemOf(
    'vmmThroughStage1Trapped',
    moves,
    grantWorld({ guestIommu: { described: 'smmu' }, grant: { iommu: 'smmu' } }),
    { page: 2 },
  ),
  smallSizes: { page: 1 },
  pinned: { states: 16, transitions: 72 },
  stands: {
    grantOnlyFromGuest: 'holds',
    vmmAccessOnlyGranted: 'holds',
    exposedPageIsReached: 'holds',
    noAccessAfterWithdrawal: 'holds',
    singleGrant: 'vacuous',
    iommuAttributionCorrect: 'holds',
  },
};

import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M40'] as const;

/** Two IOMMUs in one guest, and a device that is behind the other one. */
export const viommuWrongAttribution: Proposal = {
  systems: ['S14'],
  title: 'Two IOMMUs, wrong attribution',
  argument: 'Systems with several IOMMUs exist, and ACPI can say which device is behind which.',
  objection:
    'If it says so wrongly, the guest maps in one and the device is held by the other: nothing works and nothing says why.',
  sources: ['M. S. Tsirkin and D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025', 'ACPI VIOT, IORT'],
  moves: moves,
  system: systemOf('viommuWrongAttribution', moves, grantWorld({ grant: { iommu: 'smmu' } }), { page: 2 }),
  smallSizes: { page: 1 },
  pinned: { states: 16, transitions: 72 },
  stands: {
    grantOnlyFromGuest: 'vacuous',
    vmmAccessOnlyGranted: 'vacuous',
    exposedPageIsReached: { violated: 2 },
    noAccessAfterWithdrawal: 'holds',
    singleGrant: 'vacuous',
    iommuAttributionCorrect: { violated: 1 },
  },
};

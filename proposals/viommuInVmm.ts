import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M27', 'M40'] as const;

/** The IOMMU of the emulated devices is emulated as well, by the VMM that it is to restrain. */
export const viommuInVmm: Proposal = {
  systems: ['S13'],
  title: 'virtio-iommu provided by the VMM',
  argument:
    'Every guest can drive a virtio-iommu, and whoever does not trust it should not trust the bounce buffer.',
  objection: 'Please grant me access, because I said so: the VMM maps what it likes.',
  sources: ['D. Woodhouse and Z. Zhu, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf('viommuInVmm', moves, grantWorld({ grant: { grantsOnlyForGuest: false } }), { page: 2 }),
  smallSizes: { page: 1 },
  pinned: { states: 36, transitions: 192 },
  stands: {
    grantOnlyFromGuest: { violated: 1 },
    vmmAccessOnlyGranted: { violated: 2 },
    exposedPageIsReached: 'holds',
    noAccessAfterWithdrawal: { violated: 5 },
    singleGrant: 'vacuous',
    iommuAttributionCorrect: 'holds',
  },
};

import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M40'] as const;

/** Passthrough behind an SMMU with two stages, of which the guest uses the first and flushes strictly. */
export const twoStageIommu: Proposal = {
  systems: ['S11'],
  title: 'Two-stage IOMMU, used strictly',
  argument: 'The guest controls with standard means which parts of its memory a physical device can access.',
  objection:
    'You might not have a working two-stage IOMMU everywhere; and it does nothing for devices that the VMM emulates.',
  sources: [
    'D. Woodhouse and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'Linux 7.2 Documentation/virt/kvm/arm/pkvm.rst: DMA isolation using an IOMMU is unimplemented',
  ],
  moves: moves,
  system: systemOf(
    'twoStageIommu',
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

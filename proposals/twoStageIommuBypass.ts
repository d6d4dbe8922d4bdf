import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M40'] as const;

/** The same SMMU in a guest that does not use it: the first stage stays in bypass. */
export const twoStageIommuBypass: Proposal = {
  systems: ['S11', 'S34'],
  title: 'Two-stage IOMMU, first stage in bypass',
  argument: 'Stage 2 protects whatever the guest does; nothing is needed in the guest.',
  objection:
    'Stage 2 protects the host and other guests from the device. The device reaches all memory of its own guest.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: yes, the guest does need to use the SMMU',
    'QEMU 7.2, measured: with boot-bypass=on and no driver, DMA succeeds',
  ],
  moves: moves,
  system: systemOf(
    'twoStageIommuBypass',
    moves,
    grantWorld({ guestIommu: { described: 'smmu' }, grant: { iommu: 'smmu', blocksUnmapped: false } }),
    { page: 2 },
  ),
  smallSizes: { page: 1 },
  pinned: { states: 16, transitions: 72 },
  stands: {
    grantOnlyFromGuest: 'holds',
    vmmAccessOnlyGranted: { violated: 1 },
    exposedPageIsReached: 'holds',
    noAccessAfterWithdrawal: { violated: 4 },
    singleGrant: 'vacuous',
    iommuAttributionCorrect: 'holds',
  },
};

import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M40'] as const;

/** A virtio-iommu in the trusted hypervisor, which opens to the VMM what the guest maps. */
export const viommuInTcb: Proposal = {
  systems: ['S14'],
  title: 'virtio-iommu inside the TCB',
  argument: 'The guest maps with a driver that exists, and the grant follows the mapping.',
  objection:
    'A whole IOMMU in the part that should be small enough to be proven; and no operating system is known to like two kinds of IOMMU.',
  sources: ['D. Woodhouse and M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025', 'virtio 1.4 "IOMMU device"'],
  moves: moves,
  system: systemOf('viommuInTcb', moves, grantWorld({}), { page: 2 }),
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

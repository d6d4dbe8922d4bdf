import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M21', 'M40'] as const;

/** A virtio-iommu in the trusted hypervisor that takes one mapping and refuses a second. */
export const viommuSimpleMode: Proposal = {
  systems: ['S15'],
  title: 'virtio-iommu that accepts one buffer',
  argument:
    'One range that is mapped once, for a bounce buffer, is simple enough for the TCB and needs no new device.',
  objection: 'A driver that maps more than once fails, and existing drivers do.',
  sources: [
    'M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025: just accepts one buffer',
    'QEMU 7.2 virtio-iommu with one mapping, measured: contained to the page, and a blocked request is still reported as used',
  ],
  moves: moves,
  system: systemOf('viommuSimpleMode', moves, grantWorld({ guestIommu: { acceptsOne: true } }), { page: 2 }),
  smallSizes: { page: 1 },
  pinned: { states: 12, transitions: 48 },
  stands: {
    grantOnlyFromGuest: 'holds',
    vmmAccessOnlyGranted: 'holds',
    exposedPageIsReached: 'holds',
    noAccessAfterWithdrawal: 'holds',
    singleGrant: 'holds',
    iommuAttributionCorrect: 'holds',
  },
};

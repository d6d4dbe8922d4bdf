import { snoopWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M12', 'M16', 'M21'] as const;

/** The hypervisor reads the ring when the VMM asks, which the VMM can have rewritten by then. */
export const snoopingTcbLate: Proposal = {
  systems: ['S16'],
  title: 'Virtqueue snooping without a trap',
  argument: 'It is enough to look a buffer up when the VMM wants it.',
  objection: 'The ring is memory that the VMM writes: it invites itself.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf('snoopingTcbLate', moves, snoopWorld({ trapsAvail: false }), { page: 2 }),
  smallSizes: { page: 1 },
  pinned: { states: 60, transitions: 248 },
  stands: {
    vmmAccessOnlyGranted: { violated: 5 },
    noAccessAfterWithdrawal: { violated: 10 },
    snoopGrantsExactlyInvited: { violated: 4 },
    descriptorReadOnce: 'holds',
  },
};

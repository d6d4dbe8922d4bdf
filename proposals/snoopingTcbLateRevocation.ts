import { snoopWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M12', 'M16', 'M21'] as const;

/** The VMM writes the used ring itself, and the hypervisor closes the page some time later. */
export const snoopingTcbLateRevocation: Proposal = {
  systems: ['S16'],
  title: 'Virtqueue snooping that revokes late',
  argument: 'The used ring is written by the VMM as ever, so that completions need no trap.',
  objection: 'The driver takes the buffer back and puts something else there while the VMM still has it.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf('snoopingTcbLateRevocation', moves, snoopWorld({ revokesBeforeUsed: false }), { page: 2 }),
  smallSizes: { page: 1 },
  pinned: { states: 40, transitions: 174 },
  stands: {
    vmmAccessOnlyGranted: { violated: 5 },
    noAccessAfterWithdrawal: { violated: 5 },
    snoopGrantsExactlyInvited: 'holds',
    descriptorReadOnce: 'holds',
  },
};

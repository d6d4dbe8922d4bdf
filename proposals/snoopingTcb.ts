import { snoopWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M12', 'M16', 'M21'] as const;

/** A trusted hypervisor that traps each available descriptor, reads it once, and closes the page before the guest can see it used. */
export const snoopingTcb: Proposal = {
  systems: ['S16'],
  title: 'Virtqueue snooping with every rule',
  argument: 'The ring says which buffers the VMM was invited to access; nothing is needed in the guest.',
  objection: 'We looked at doing that. It is awful: each rule that makes it safe is a trap in the data path.',
  sources: [
    'D. Woodhouse and M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'virtio 1.4 "Split Virtqueues"',
  ],
  moves: moves,
  system: systemOf('snoopingTcb', moves, snoopWorld({}), { page: 2 }),
  smallSizes: { page: 1 },
  pinned: { states: 28, transitions: 120 },
  stands: {
    vmmAccessOnlyGranted: 'holds',
    noAccessAfterWithdrawal: 'holds',
    snoopGrantsExactlyInvited: 'holds',
    descriptorReadOnce: 'holds',
  },
};

import { snoopWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M12', 'M16', 'M21'] as const;

/** The hypervisor checks a descriptor in time and reads the ring again to act on it. */
export const snoopingTcbDoubleFetch: Proposal = {
  systems: ['S16'],
  title: 'Virtqueue snooping that reads twice',
  argument: 'Checking is done by one part of the code and granting by another.',
  objection: 'The classic: what is granted is not what was checked.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'intel ccc-linux-guest-hardening security-spec, "VirtIO and shared memory"',
  ],
  moves: moves,
  system: systemOf('snoopingTcbDoubleFetch', moves, snoopWorld({ readsOnce: false }), { page: 2 }),
  smallSizes: { page: 1 },
  pinned: { states: 28, transitions: 120 },
  stands: {
    vmmAccessOnlyGranted: { violated: 4 },
    noAccessAfterWithdrawal: { violated: 8 },
    snoopGrantsExactlyInvited: { violated: 3 },
    descriptorReadOnce: { violated: 3 },
  },
};

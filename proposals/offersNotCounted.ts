import { vmbusChannelMachine, vmbusOffersMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35'] as const;

/** Linux 6.18 to 7.3: the branch that refuses external memory without a ring returns without atomic_dec. */
export const offersNotCounted: Proposal = {
  systems: ['S44'],
  title: 'Offers refused and not counted off',
  argument: 'An offer that contradicts itself is refused.',
  objection: 'Every later rescind waits for a count that never comes to 0.',
  sources: ['Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer, vmbus_onoffer_rescind'],
  moves,
  system: systemOf('offersNotCounted', moves, {
    vmbusOffers: { machine: vmbusOffersMachine, input: { countsRefused: false } },
    vmbusChannel: { machine: vmbusChannelMachine, index: 'channel', input: { flags: 'checkedAgainstBus' } },
  }),
  smallSizes: {},
  pinned: { states: 558, transitions: 6_671 },
  stands: {
    externalImpliesRing: 'holds',
    confidentialOfferRequiresTrustedConnection: { violated: 1 },
    offerAccountedOnce: { violated: 1 },
    rescindCompletes: { violated: 2 },
  },
};

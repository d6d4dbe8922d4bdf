import { vmbusChannelMachine, vmbusOffersMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35'] as const;

/** The same with the missing atomic_dec. */
export const offersCounted: Proposal = {
  systems: ['S44'],
  title: 'Offers refused and counted off',
  argument: 'Every way out of vmbus_onoffer counts the offer off.',
  objection: 'A host that never stops offering can still delay a rescind for ever.',
  sources: ['Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer'],
  moves,
  system: systemOf('offersCounted', moves, {
    vmbusOffers: { machine: vmbusOffersMachine, input: {} },
    vmbusChannel: { machine: vmbusChannelMachine, index: 'channel', input: { flags: 'checkedAgainstBus' } },
  }),
  smallSizes: {},
  pinned: { states: 279, transitions: 3_785 },
  stands: {
    externalImpliesRing: 'holds',
    confidentialOfferRequiresTrustedConnection: { violated: 1 },
    offerAccountedOnce: 'holds',
    rescindCompletes: 'holds',
  },
};

import { vmbusChannelMachine, vmbusServerMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35', 'M37'] as const;

/** Linux from 6.18 on: once the bus is confidential, the flags of every offer are believed that do not contradict each other. */
export const confidentialRingByBus: Proposal = {
  systems: ['S44'],
  title: 'Confidential ring, flags judged by the bus',
  argument: 'The connection is trusted, and so are offers.',
  objection: 'Messages of both SynICs go through one dispatcher, which does not pass on where they are from.',
  sources: [
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
    'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer',
    'Linux 6.18 drivers/hv/vmbus_drv.c vmbus_on_msg_dpc: hyp_synic_message_page and para_synic_message_page',
  ],
  moves,
  system: systemOf('confidentialRingByBus', moves, {
    vmbusChannel: { machine: vmbusChannelMachine, index: 'channel', input: { flags: 'checkedAgainstBus' } },
    vmbusServer: { machine: vmbusServerMachine, index: 'channel', input: { external: true } },
  }),
  smallSizes: {},
  pinned: { states: 216, transitions: 3_045 },
  stands: {
    externalImpliesRing: 'holds',
    confidentialOfferRequiresTrustedConnection: { violated: 1 },
    relayStripsConfidential: 'vacuous',
    openFlagsAreConjunction: 'holds',
    untrustedMessageRejected: 'holds',
  },
};

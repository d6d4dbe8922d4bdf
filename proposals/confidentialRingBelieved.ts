import { vmbusChannelMachine, vmbusServerMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35', 'M37'] as const;

/** What is left without the two checks of vmbus_onoffer. */
export const confidentialRingBelieved: Proposal = {
  systems: ['S44'],
  title: 'Confidential ring, flags believed',
  argument: 'The paravisor does not send contradictions.',
  objection: 'The host does.',
  sources: [
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
    'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer',
  ],
  moves,
  system: systemOf('confidentialRingBelieved', moves, {
    vmbusChannel: { machine: vmbusChannelMachine, index: 'channel', input: { flags: 'believed' } },
    vmbusServer: { machine: vmbusServerMachine, index: 'channel', input: { external: true } },
  }),
  smallSizes: {},
  pinned: { states: 285, transitions: 4_020 },
  stands: {
    externalImpliesRing: { violated: 1 },
    confidentialOfferRequiresTrustedConnection: { violated: 1 },
    relayStripsConfidential: 'vacuous',
    openFlagsAreConjunction: 'holds',
    untrustedMessageRejected: 'holds',
  },
};

import { vmbusChannelMachine, vmbusServerMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35', 'M37'] as const;

/** The rules of coco.rst and OpenVMM together: the flags of an offer count if its very message was trusted. */
export const confidentialRing: Proposal = {
  systems: ['S44'],
  title: 'Confidential ring, flags judged by the message',
  argument: 'Guest and paravisor are one confidential VM, so their ring may lie in private memory.',
  objection: 'Everything hangs on telling messages of the paravisor from messages of the host.',
  sources: [
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
    'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer',
    'OpenVMM vmbus_server (1488a37b)',
  ],
  moves,
  system: systemOf('confidentialRing', moves, {
    vmbusChannel: { machine: vmbusChannelMachine, index: 'channel', input: { flags: 'checked' } },
    vmbusServer: { machine: vmbusServerMachine, index: 'channel', input: { external: true } },
  }),
  smallSizes: {},
  pinned: { states: 141, transitions: 1_990 },
  stands: {
    externalImpliesRing: 'holds',
    confidentialOfferRequiresTrustedConnection: 'holds',
    relayStripsConfidential: 'vacuous',
    openFlagsAreConjunction: 'holds',
    untrustedMessageRejected: 'holds',
  },
};

import { vmbusChannelMachine, vmbusServerMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35', 'M37'] as const;

/** A paravisor that relays channels of the host with the flags that the host has given them. */
export const relayPassesFlags: Proposal = {
  systems: ['S44'],
  title: 'Relay that passes flags on',
  argument: 'A relay relays.',
  objection: 'The guest cannot tell such a channel from one of the paravisor.',
  sources: [
    'OpenVMM vmbus_server (1488a37b)',
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
  ],
  moves,
  system: systemOf('relayPassesFlags', moves, {
    vmbusChannel: { machine: vmbusChannelMachine, index: 'channel', input: { flags: 'checked' } },
    vmbusServer: {
      machine: vmbusServerMachine,
      index: 'channel',
      input: { relayed: true, stripsRelayed: false },
    },
  }),
  smallSizes: {},
  pinned: { states: 842, transitions: 13_962 },
  stands: {
    externalImpliesRing: 'holds',
    confidentialOfferRequiresTrustedConnection: 'holds',
    relayStripsConfidential: { violated: 3 },
    openFlagsAreConjunction: 'holds',
    untrustedMessageRejected: 'holds',
  },
};

import { vmbusChannelMachine, vmbusServerMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35', 'M37'] as const;

/** OpenVMM: whatever comes from the host loses its confidential flags. */
export const relayStripsFlags: Proposal = {
  systems: ['S44'],
  title: 'Relay that strips flags',
  argument: "What is the host's is not confidential, by whichever way it comes.",
  objection: 'A device of the host that is trusted by other means cannot say so.',
  sources: [
    'OpenVMM vmbus_server (1488a37b)',
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
  ],
  moves,
  system: systemOf('relayStripsFlags', moves, {
    vmbusChannel: { machine: vmbusChannelMachine, index: 'channel', input: { flags: 'checked' } },
    vmbusServer: { machine: vmbusServerMachine, index: 'channel', input: { relayed: true } },
  }),
  smallSizes: {},
  pinned: { states: 59, transitions: 973 },
  stands: {
    externalImpliesRing: 'vacuous',
    confidentialOfferRequiresTrustedConnection: 'vacuous',
    relayStripsConfidential: 'holds',
    openFlagsAreConjunction: 'holds',
    untrustedMessageRejected: 'holds',
  },
};

import { vmbusChannelMachine, vmbusServerMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35', 'M37'] as const;

/** The flags of the first open stay, and messages of the untrusted connection count. */
export const serverKeepsOpenFlags: Proposal = {
  systems: ['S44'],
  title: 'Server without its two checks',
  argument: 'A channel is opened by the one that it was offered to, and stays what it was.',
  objection: 'Servicing may take confidential channels away; and the host can send a close like anybody.',
  sources: ['OpenVMM vmbus_server (1488a37b)'],
  moves,
  system: systemOf('serverKeepsOpenFlags', moves, {
    vmbusChannel: { machine: vmbusChannelMachine, index: 'channel', input: { flags: 'checked' } },
    vmbusServer: {
      machine: vmbusServerMachine,
      index: 'channel',
      input: { recomputesAtOpen: false, rejectsUntrusted: false },
    },
  }),
  smallSizes: {},
  pinned: { states: 159, transitions: 2_236 },
  stands: {
    externalImpliesRing: 'vacuous',
    confidentialOfferRequiresTrustedConnection: 'holds',
    relayStripsConfidential: 'vacuous',
    openFlagsAreConjunction: { violated: 7 },
    untrustedMessageRejected: { violated: 5 },
  },
};

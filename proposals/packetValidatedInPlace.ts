import { ringPacketMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M38'] as const;

/** What was done before, on a ring that the host can write. */
export const packetValidatedInPlace: Proposal = {
  systems: ['S44'],
  title: 'Packets validated in the ring',
  argument: 'No copy is needed to look at a packet.',
  objection: 'The host changes the packet between look and use.',
  sources: ['CVE-2023-53769'],
  moves,
  system: systemOf('packetValidatedInPlace', moves, {
    ringPacket: { machine: ringPacketMachine, index: 'channel', input: { copies: false } },
  }),
  smallSizes: {},
  pinned: { states: 4, transitions: 7 },
  stands: {
    packetCopiedBeforeValidated: { violated: 4 },
  },
};

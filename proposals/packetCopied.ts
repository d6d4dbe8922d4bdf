import { ringPacketMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M38'] as const;

/** hv_pkt_iter_first since 2021. */
export const packetCopied: Proposal = {
  systems: ['S44'],
  title: 'Packets copied before they are validated',
  argument: 'The guest acts on a private copy, whatever becomes of the ring.',
  objection: 'A copy of every packet.',
  sources: ['Linux 7.3 drivers/hv/ring_buffer.c hv_pkt_iter_first', 'CVE-2023-53769'],
  moves,
  system: systemOf('packetCopied', moves, {
    ringPacket: { machine: ringPacketMachine, index: 'channel', input: {} },
  }),
  smallSizes: {},
  pinned: { states: 4, transitions: 7 },
  stands: {
    packetCopiedBeforeValidated: 'holds',
  },
};

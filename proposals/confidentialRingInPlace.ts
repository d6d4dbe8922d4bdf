import { ringPacketMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M38'] as const;

/** The same on a ring in private memory, which the host cannot write. */
export const confidentialRingInPlace: Proposal = {
  systems: ['S44'],
  title: 'Packets validated in a confidential ring',
  argument: 'A ring that only the paravisor can write needs no copy.',
  objection: 'Whether a ring is confidential is decided by flags; the copy does not ask.',
  sources: ['Linux 7.3 Documentation/virt/hyperv/coco.rst'],
  moves,
  system: systemOf('confidentialRingInPlace', moves, {
    ringPacket: { machine: ringPacketMachine, index: 'channel', input: { copies: false, writable: false } },
  }),
  smallSizes: {},
  pinned: { states: 3, transitions: 3 },
  stands: {
    packetCopiedBeforeValidated: 'holds',
  },
};

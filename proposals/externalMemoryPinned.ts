import { vmbusBufferMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M26'] as const;

/** OpenVMM: an offer may require that external memory is pinned (flag 0x8). */
export const externalMemoryPinned: Proposal = {
  systems: ['S45'],
  title: 'External memory, confidential and pinned',
  argument: 'The paravisor works on guest pages by address, so they have to stay where they are.',
  objection: 'Nothing in Linux knows of the flag.',
  sources: [
    'OpenVMM vmbus_server (1488a37b)',
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
  ],
  moves,
  system: systemOf('externalMemoryPinned', moves, {
    vmbusBuffer: { machine: vmbusBufferMachine, index: 'channel', input: { requiresPinned: true } },
  }),
  smallSizes: {},
  pinned: { states: 2, transitions: 2 },
  stands: {
    pinnedWhileShared: 'holds',
  },
};

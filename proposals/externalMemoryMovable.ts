import { vmbusBufferMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M26'] as const;

/** The same without the flag. */
export const externalMemoryMovable: Proposal = {
  systems: ['S45'],
  title: 'External memory, confidential and not pinned',
  argument: 'The guest does not move its pages, and nobody else should.',
  objection: 'Whoever backs the guest with memory can.',
  sources: ['"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025'],
  moves,
  system: systemOf('externalMemoryMovable', moves, {
    vmbusBuffer: { machine: vmbusBufferMachine, index: 'channel', input: {} },
  }),
  smallSizes: {},
  pinned: { states: 3, transitions: 5 },
  stands: {
    pinnedWhileShared: { violated: 2 },
  },
};

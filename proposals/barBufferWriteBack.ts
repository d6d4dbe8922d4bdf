import { barBufferMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The same mapped write-back for speed. */
export const barBufferWriteBack: Proposal = {
  systems: ['S2'],
  title: 'Bounce buffer in a BAR, write-back',
  argument: 'A virtual BAR is RAM of the host, so it could be cached.',
  objection: 'There is really no way to synchronise: the device reads what was there before.',
  sources: ['M. S. Tsirkin on RFC PATCH 3/3, Apr 2025'],
  moves: moves,
  system: systemOf(
    'barBufferWriteBack',
    moves,
    { barBuffer: { machine: barBufferMachine, index: 'device', input: { cache: 'writeBack' } } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 5, transitions: 8 },
  stands: {
    barWritesVisible: { violated: 3 },
  },
};

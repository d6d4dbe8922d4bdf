import { barBufferMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The same with a driver that writes its cache back before each notification. */
export const barBufferWriteBackFlushed: Proposal = {
  systems: ['S2'],
  title: 'Bounce buffer in a BAR, write-back and flushed',
  argument: 'Where flushing is there, it can be used.',
  objection: 'It is not there in a portable way, and it costs what caching has won.',
  sources: ['M. S. Tsirkin on RFC PATCH 3/3, Apr 2025'],
  moves: moves,
  system: systemOf(
    'barBufferWriteBackFlushed',
    moves,
    {
      barBuffer: {
        machine: barBufferMachine,
        index: 'device',
        input: { cache: 'writeBack', flushesBeforeNotify: true },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 5 },
  stands: {
    barWritesVisible: 'holds',
  },
};

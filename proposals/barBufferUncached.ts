import { barBufferMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The bounce buffer of the device in its BAR, mapped as BARs are. */
export const barBufferUncached: Proposal = {
  systems: ['S2'],
  title: 'Bounce buffer in a BAR, uncached',
  argument:
    'Give the device a bounce buffer of its own: it keeps the guest support restricted to its driver.',
  objection: 'Uncached access is some ten times slower.',
  sources: [
    'D. Woodhouse, "[RFC PATCH 3/3] transport-pci: Add SWIOTLB bounce buffer capability", 2 Apr 2025',
    'Z. Zhu in reply',
  ],
  moves: moves,
  system: systemOf(
    'barBufferUncached',
    moves,
    { barBuffer: { machine: barBufferMachine, index: 'device', input: {} } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 3, transitions: 3 },
  stands: {
    barWritesVisible: 'holds',
  },
};

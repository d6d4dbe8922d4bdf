import { vmbusReofferMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35', 'M36'] as const;

/** The same with the flags taken anew. */
export const reofferRefreshesFlags: Proposal = {
  systems: ['S44'],
  title: 'Flags taken from each offer',
  argument: 'What the other end says now is what counts.',
  objection: 'A driver that was told once that its channel is confidential is not told that it is no more.',
  sources: ['Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer'],
  moves,
  system: systemOf('reofferRefreshesFlags', moves, {
    vmbusReoffer: { machine: vmbusReofferMachine, index: 'channel', input: {} },
  }),
  smallSizes: {},
  pinned: { states: 7, transitions: 77 },
  stands: {
    reofferFlagsConsistent: 'holds',
    gpadlVisibilityMatchesFlag: 'holds',
  },
};

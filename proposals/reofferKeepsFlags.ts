import { vmbusReofferMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M34', 'M35', 'M36'] as const;

/** Linux 6.18 to 7.3: an offer of a known channel is copied, and the flags that the kernel goes by are not. */
export const reofferKeepsFlags: Proposal = {
  systems: ['S44'],
  title: 'Flags kept over hibernation',
  argument: 'A channel that comes back is the one that went.',
  objection:
    'It may come back as a channel of the host, or as a confidential one whose ring would then be shared.',
  sources: ['Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer'],
  moves,
  system: systemOf('reofferKeepsFlags', moves, {
    vmbusReoffer: { machine: vmbusReofferMachine, index: 'channel', input: { refreshes: false } },
  }),
  smallSizes: {},
  pinned: { states: 19, transitions: 215 },
  stands: {
    reofferFlagsConsistent: { violated: 3 },
    gpadlVisibilityMatchesFlag: { violated: 4 },
  },
};

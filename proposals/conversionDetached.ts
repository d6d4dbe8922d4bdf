import { conversionMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The rule of "PCI/TSM: TEE I/O" alone: no driver is bound, and the struct device stays. */
export const conversionDetached: Proposal = {
  systems: ['S59'],
  title: 'Conversion in place, driver detached',
  argument: 'Without a driver there are no mappings, and that is what matters.',
  objection: 'What a driver has set on the device outlives the driver: its DMA mask, and which pool it has.',
  sources: [
    '"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024',
    '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026',
    'Linux 7.3 drivers/base/dd.c device_unbind_cleanup',
  ],
  moves,
  system: systemOf(
    'conversionDetached',
    moves,
    {
      conversion: { machine: conversionMachine, index: 'device', input: { replugs: false } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 10, transitions: 20 },
  stands: {
    conversionIsReplug: { violated: 4 },
  },
};

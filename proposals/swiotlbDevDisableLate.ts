import { ioTlbMemMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The same called by whoever finds out that the device is private, also under its driver. */
export const swiotlbDevDisableLate: Proposal = {
  systems: ['S47', 'S48'],
  title: 'dma_io_tlb_mem cleared at any time',
  argument: 'A driver knows its device.',
  objection: 'Mappings of before have bounced; and the policy flips under the driver.',
  sources: ['"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025'],
  moves,
  system: systemOf(
    'swiotlbDevDisableLate',
    moves,
    {
      ioTlbMem: { machine: ioTlbMemMachine, index: 'device', input: { beforeAdd: false } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 6, transitions: 12 },
  stands: {
    externalMemoryNeverBounces: { violated: 3 },
    poolGivenAwayOnlyUnbound: { violated: 3 },
    addressSaysPrivate: 'holds',
  },
};

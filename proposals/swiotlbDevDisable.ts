import { ioTlbMemMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The pointer is cleared by a function that is made for it, before the device is added; addresses are made as ever. */
export const swiotlbDevDisable: Proposal = {
  systems: ['S48'],
  title: 'swiotlb_dev_disable()',
  argument: 'A device without a pool cannot bounce, and TDISP devices need the same.',
  objection:
    'A layering violation to some; and where a bit of the address says what memory is, nobody has told it.',
  sources: [
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
    '"Confidential VMBus external memory" V3, linux-hyperv, 25 Mar 2026',
  ],
  moves,
  system: systemOf(
    'swiotlbDevDisable',
    moves,
    {
      ioTlbMem: { machine: ioTlbMemMachine, index: 'device', input: { address: 'shared' } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 6 },
  stands: {
    externalMemoryNeverBounces: 'holds',
    poolGivenAwayOnlyUnbound: 'holds',
    addressSaysPrivate: { violated: 4 },
  },
};

import { dmaOpsMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The variant that the thread names: the same operations, for devices of VMBus alone. */
export const deviceDmaOps: Proposal = {
  systems: ['S46'],
  title: 'dma_ops of VMBus devices only',
  argument: 'Other devices are not concerned.',
  objection: 'All logic of the DMA layer is bypassed still: masks, and any IOMMU to come.',
  sources: ['"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025'],
  moves,
  system: systemOf(
    'deviceDmaOps',
    moves,
    {
      dmaOps: {
        machine: dmaOpsMachine,
        index: 'device',
        input: (index: number) => ({
          scope: 'device',
          bus: index === 0 ? 'vmbus' : 'pci',
          checksMask: false,
        }),
      },
    },
    { device: 2 },
  ),
  smallSizes: { device: 2 },
  pinned: { states: 1, transitions: 3 },
  stands: {
    pciPassthruUnaffectedByVmbusOps: 'holds',
    dmaOpsRespectMask: { violated: 1 },
  },
};

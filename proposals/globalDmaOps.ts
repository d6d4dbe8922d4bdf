import { dmaOpsMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The first patch: the architecture's dma_ops are replaced, and ask whether a device is a confidential channel. */
export const globalDmaOps: Proposal = {
  systems: ['S46'],
  title: 'Global dma_ops of Hyper-V',
  argument: 'One place decides for every device of the bus, and the DMA API stays as it is.',
  objection:
    '"A very temporary fix (hack?)": a passed-through PCI device gets garbage for an answer, and any mask is accepted.',
  sources: [
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
    'T. Lan, "Drivers: hv: Confidential VMBus external memory support" RFC, 24 Nov 2025',
  ],
  moves,
  system: systemOf(
    'globalDmaOps',
    moves,
    {
      dmaOps: {
        machine: dmaOpsMachine,
        index: 'device',
        input: (index: number) => ({
          scope: 'global',
          bus: index === 0 ? 'vmbus' : 'pci',
          checksMask: false,
        }),
      },
    },
    { device: 2 },
  ),
  smallSizes: { device: 2 },
  pinned: { states: 1, transitions: 5 },
  stands: {
    pciPassthruUnaffectedByVmbusOps: { violated: 1 },
    dmaOpsRespectMask: { violated: 1 },
  },
};

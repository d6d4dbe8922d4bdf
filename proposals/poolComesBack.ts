import { ioTlbMemMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The pointer alone, which rmem_swiotlb_device_release sets to the default pool. */
export const poolComesBack: Proposal = {
  systems: ['S47'],
  title: 'dma_io_tlb_mem cleared, and set again',
  argument: 'Nothing needs to be added to the DMA layer.',
  objection: 'The pointer belongs to the DMA layer, which does not know that it is to stay NULL.',
  sources: [
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
    'Linux 7.3 kernel/dma/swiotlb.c rmem_swiotlb_device_release',
  ],
  moves,
  system: systemOf(
    'poolComesBack',
    moves,
    {
      ioTlbMem: { machine: ioTlbMemMachine, index: 'device', input: { staysNull: false } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 6, transitions: 11 },
  stands: {
    externalMemoryNeverBounces: { violated: 5 },
    poolGivenAwayOnlyUnbound: { violated: 4 },
    addressSaysPrivate: 'holds',
  },
};

import { dmaConfigMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M24'] as const;

/** The same for a device that is behind an IOMMU. */
export const catchAllPoolPassthrough: Proposal = {
  systems: ['S22', 'S24'],
  title: 'Catch-all pool, device behind an IOMMU',
  argument: 'It applies to every device that is not bound to an IOMMU or another pool.',
  objection: 'Everything depends on the order: the IOMMU has to be asked first.',
  sources: [
    'D. Woodhouse, four-point plan, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'Linux 7.3 drivers/of/device.c of_dma_configure_id',
  ],
  moves: moves,
  system: systemOf(
    'catchAllPoolPassthrough',
    moves,
    {
      dmaConfig: {
        machine: dmaConfigMachine,
        index: 'device',
        input: { behindIommu: true, pool: 'catchAll' },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 2, transitions: 1 },
  stands: {
    poolDiscoveryTotal: 'holds',
    passthroughNotCaught: 'holds',
  },
};

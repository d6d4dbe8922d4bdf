import { dmaConfigMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M24'] as const;

/** A catch-all that is applied before the IOMMU is looked for. */
export const catchAllPoolEager: Proposal = {
  systems: ['S22'],
  title: 'Catch-all pool that catches passthrough',
  argument: 'A default is a default.',
  objection: 'Passthrough devices bounce through memory that the host reads, although they need not.',
  sources: ['D. Woodhouse, four-point plan, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'catchAllPoolEager',
    moves,
    {
      dmaConfig: {
        machine: dmaConfigMachine,
        index: 'device',
        input: { behindIommu: true, pool: 'catchAll', iommuFirst: false },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 2, transitions: 1 },
  stands: {
    poolDiscoveryTotal: 'holds',
    passthroughNotCaught: { violated: 1 },
  },
};

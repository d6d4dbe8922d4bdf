import { dmaConfigMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M24'] as const;

/** linux,dma-default in a guest that accepts it, for a device that has nothing else. */
export const catchAllPool: Proposal = {
  systems: ['S22', 'S24'],
  title: 'Catch-all pool, device without IOMMU',
  argument:
    'One pool is the fallback for all devices, so nobody has to refer to it and nobody can leave a reference out.',
  objection: 'Linux up to 7.3 rejects the property (dmaDefaultToday).',
  sources: ['D. Woodhouse, four-point plan, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'catchAllPool',
    moves,
    { dmaConfig: { machine: dmaConfigMachine, index: 'device', input: { pool: 'catchAll' } } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 2, transitions: 1 },
  stands: {
    poolDiscoveryTotal: 'holds',
    passthroughNotCaught: 'vacuous',
  },
};

import { dmaConfigMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M24'] as const;

/** The same with a rule that no description can take away: a device with neither IOMMU nor pool is not driven. */
export const prp0001PoolFailingClosed: Proposal = {
  systems: ['S5', 'S20'],
  title: 'restricted-dma-pool through PRP0001, and nothing without one',
  argument: 'What the guest must not do need not be described by the host.',
  objection: 'It is a rule for confidential guests only: everywhere else devices without either are normal.',
  sources: [
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: a way to declare one or more pools, and a way to distinguish devices',
  ],
  moves: moves,
  system: systemOf(
    'prp0001PoolFailingClosed',
    moves,
    { dmaConfig: { machine: dmaConfigMachine, index: 'device', input: { refusesWithout: true } } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 3 },
  stands: {
    poolDiscoveryTotal: 'holds',
    passthroughNotCaught: 'vacuous',
  },
};

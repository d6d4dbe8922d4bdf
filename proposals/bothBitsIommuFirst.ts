import { pathChoiceMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** Bits 27 and 33 accepted together, and both sides go through the IOMMU where there is one. */
export const bothBitsIommuFirst: Proposal = {
  systems: ['S10'],
  title: 'Both bits, the IOMMU first',
  argument: 'Know how to drive that enlightenment? Then do. Otherwise use the bounce buffer.',
  objection: 'Nothing in the text says so: it has to be written down for both transports.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025', 'virtio 1.4 "Reserved Feature Bits"'],
  moves: moves,
  system: systemOf(
    'bothBitsIommuFirst',
    moves,
    { pathChoice: { machine: pathChoiceMachine, index: 'device', input: {} } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 3, transitions: 2 },
  stands: {
    precedenceAgreed: 'holds',
    exemptionKeepsIommu: 'holds',
  },
};

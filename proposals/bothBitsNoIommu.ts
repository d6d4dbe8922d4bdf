import { pathChoiceMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The override where there is no IOMMU, which is the case that its author had in mind. */
export const bothBitsNoIommu: Proposal = {
  systems: ['S10'],
  title: 'Both bits, no IOMMU',
  argument: 'Where nothing translates, both readings come to the same.',
  objection: 'Whether there is an IOMMU is not the business of the bit.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'bothBitsNoIommu',
    moves,
    {
      pathChoice: {
        machine: pathChoiceMachine,
        index: 'device',
        input: { iommu: false, device: 'poolFirst' },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 3, transitions: 2 },
  stands: {
    precedenceAgreed: 'holds',
    exemptionKeepsIommu: 'vacuous',
  },
};

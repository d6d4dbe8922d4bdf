import { pathChoiceMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The sentence left out: each side reads it in its own way. */
export const bothBitsUndefined: Proposal = {
  systems: ['S10'],
  title: 'Both bits, precedence not said',
  argument: 'Say nothing: the behaviour with and without ACCESS_PLATFORM is the same.',
  objection: 'It is not the same once there is an IOMMU: the device takes an IOVA for an offset.',
  sources: ['M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'bothBitsUndefined',
    moves,
    { pathChoice: { machine: pathChoiceMachine, index: 'device', input: { device: 'poolFirst' } } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 3, transitions: 2 },
  stands: {
    precedenceAgreed: { violated: 2 },
    exemptionKeepsIommu: { violated: 2 },
  },
};

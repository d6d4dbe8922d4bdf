import { pathChoiceMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The exemption of the RFC read as an override by both sides: what is on the device goes round the IOMMU. */
export const bothBitsOverride: Proposal = {
  systems: ['S10'],
  title: 'Both bits, the exemption as an override',
  argument:
    'Addresses in the buffer are considered to be on-device, so ACCESS_PLATFORM does not apply to them.',
  objection:
    'Then a bit of the device lifts a restriction that the platform has asked for; do not allow non-translated regions at all.',
  sources: [
    'D. Woodhouse, "[RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB…", 2 Apr 2025',
    'M. S. Tsirkin and C. Hellwig in reply',
  ],
  moves: moves,
  system: systemOf(
    'bothBitsOverride',
    moves,
    {
      pathChoice: {
        machine: pathChoiceMachine,
        index: 'device',
        input: { driver: 'poolFirst', device: 'poolFirst' },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 3, transitions: 2 },
  stands: {
    precedenceAgreed: 'holds',
    exemptionKeepsIommu: { violated: 2 },
  },
};

import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The same with a device that believes the driver that the buffer ends within the region. */
export const barOffsetsUnchecked: Proposal = {
  systems: ['S27'],
  title: 'Addressing by BAR offset, unchecked',
  argument: 'The driver has to keep within the region anyway.',
  objection: 'An offset near the end and a length reach what lies behind it.',
  sources: ['M. S. Tsirkin and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'barOffsetsUnchecked',
    moves,
    addressWorld(
      { marks: 'buffer', oneSpacePerRequest: false, checksLength: false },
      { checksLength: false },
    ),
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 19, transitions: 43 },
  stands: {
    addressSpaceDisambiguation: { violated: 3 },
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'holds',
    offsetAddressInRegion: { violated: 3 },
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'holds',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** Offsets into the region, marked in each buffer and checked by the device. */
export const barOffsets: Proposal = {
  systems: ['S27', 'S30'],
  title: 'Addressing by BAR offset',
  argument: 'Addresses in the BAR are treated as offsets; the region may be chosen as well.',
  objection: 'It has to be told apart from addresses of memory, which needs a mark.',
  sources: [
    'M. S. Tsirkin and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: the right interface',
    'virtio 1.4 "Shared Memory Regions"',
  ],
  moves: moves,
  system: systemOf(
    'barOffsets',
    moves,
    addressWorld({ marks: 'buffer', oneSpacePerRequest: false, checksLength: false }, {}),
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 19, transitions: 40 },
  stands: {
    addressSpaceDisambiguation: 'holds',
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'holds',
    offsetAddressInRegion: 'holds',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'holds',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** One bitmap for the descriptors of a request, which says nothing of the tables that they point to. */
export const bufferBitmap: Proposal = {
  systems: ['S30'],
  title: 'A bitmap of the buffers, indirect tables not covered',
  argument: 'A bitmap is smaller than a bit in every format.',
  objection: 'A descriptor with a table behind it is many buffers and has one bit.',
  sources: [
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: or have a bitmap',
    'virtio 1.4 "Indirect Descriptors"',
  ],
  moves: moves,
  system: systemOf(
    'bufferBitmap',
    moves,
    addressWorld({ marks: 'buffer', oneSpacePerRequest: false, marksIndirect: false }, {}),
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 22, transitions: 40 },
  stands: {
    addressSpaceDisambiguation: { violated: 3 },
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: { violated: 2 },
    offsetAddressInRegion: 'holds',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'holds',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

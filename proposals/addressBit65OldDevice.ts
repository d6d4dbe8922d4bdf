import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The same before a device that does not look at the bit, for want of a feature bit that says so. */
export const addressBit65OldDevice: Proposal = {
  systems: ['S30'],
  title: 'A 65th address bit that the device ignores',
  argument: 'Reserved bits are ignored, so old devices go on working.',
  objection: 'They go on with addresses of RAM that were none.',
  sources: ['C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025', 'virtio 1.4 "Feature Bits"'],
  moves: moves,
  system: systemOf(
    'addressBit65OldDevice',
    moves,
    addressWorld({ marks: 'buffer', oneSpacePerRequest: false }, { readsMarks: false }),
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 16, transitions: 34 },
  stands: {
    addressSpaceDisambiguation: { violated: 3 },
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'holds',
    offsetAddressInRegion: 'holds',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'vacuous',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

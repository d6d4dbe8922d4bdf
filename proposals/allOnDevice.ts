import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** Once the bit is accepted every address is one of the device, until it is reset. */
export const allOnDevice: Proposal = {
  systems: ['S28'],
  title: 'All addresses on the device',
  argument:
    'The buffer cannot be accessed unless the bit has been negotiated, and then nothing else can: there is nothing to tell apart.',
  objection: 'Staging for peer-to-peer needs both at once.',
  sources: ['D. Woodhouse and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf('allOnDevice', moves, addressWorld({ mixes: false }, { unmarked: 'onDevice' }), {
    device: 1,
  }),
  smallSizes: { device: 1 },
  pinned: { states: 10, transitions: 20 },
  stands: {
    addressSpaceDisambiguation: 'holds',
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'holds',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'holds',
    oneAddressSpacePerDevice: 'holds',
    windowDisjointFromRam: 'vacuous',
  },
};

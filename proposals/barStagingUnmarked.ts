import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** A staging buffer in a BAR beside ordinary DMA, with nothing that says which of them an address is of. */
export const barStagingUnmarked: Proposal = {
  systems: ['S3'],
  title: 'BAR staging region, addresses unmarked',
  argument:
    'A BAR as a staging region makes perfect sense; it is the Controller Memory Buffer of NVMe, and some transfers may use it.',
  objection: 'The same queue carries addresses of two spaces.',
  sources: ['C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: option 1'],
  moves: moves,
  system: systemOf('barStagingUnmarked', moves, addressWorld({}, {}), { device: 1 }),
  smallSizes: { device: 1 },
  pinned: { states: 14, transitions: 28 },
  stands: {
    addressSpaceDisambiguation: { violated: 3 },
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'holds',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'vacuous',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

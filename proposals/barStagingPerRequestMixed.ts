import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** One mark for each request, and a driver that stages even parts of a transfer. */
export const barStagingPerRequestMixed: Proposal = {
  systems: ['S3', 'S30'],
  title: 'BAR staging region, requests of both kinds',
  argument: 'It may even be used for parts of a transfer.',
  objection:
    'The mark is that of the first buffer, and the device takes the second for one of the same space.',
  sources: ['C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'barStagingPerRequestMixed',
    moves,
    addressWorld({ marks: 'request', oneSpacePerRequest: false }, {}),
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 16, transitions: 34 },
  stands: {
    addressSpaceDisambiguation: { violated: 5 },
    oneAddressSpacePerRequest: { violated: 4 },
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'holds',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'holds',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

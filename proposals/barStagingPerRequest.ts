import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The same with one mark for each request. */
export const barStagingPerRequest: Proposal = {
  systems: ['S3', 'S30'],
  title: 'BAR staging region, one space a request',
  argument: 'Limit yourself to one address space per request, and a mark in the request is enough.',
  objection: 'Staging of part of a transfer is not possible then.',
  sources: ['C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf('barStagingPerRequest', moves, addressWorld({ marks: 'request' }, {}), { device: 1 }),
  smallSizes: { device: 1 },
  pinned: { states: 14, transitions: 28 },
  stands: {
    addressSpaceDisambiguation: 'holds',
    oneAddressSpacePerRequest: 'holds',
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'holds',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'holds',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

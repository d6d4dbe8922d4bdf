import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** A bit beside each address, in descriptors and indirect tables, says which space is meant. */
export const addressBit65: Proposal = {
  systems: ['S30'],
  title: 'A 65th address bit',
  argument: 'Then there is nothing to guess.',
  objection: 'Plumbing it through every descriptor format seems impractical.',
  sources: ['D. Woodhouse and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf('addressBit65', moves, addressWorld({ marks: 'buffer', oneSpacePerRequest: false }, {}), {
    device: 1,
  }),
  smallSizes: { device: 1 },
  pinned: { states: 16, transitions: 34 },
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

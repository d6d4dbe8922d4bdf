import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The driver passes the address that the BAR has on the bus of the CPU, and the device would have to send a request to itself. */
export const fakeDmaToBar: Proposal = {
  systems: ['S26'],
  title: 'Fake DMA to the own BAR',
  argument: 'The buffer looks like any other memory, so no new kind of address is needed.',
  objection: 'PCIe devices cannot do DMA to their own BARs by definition, see the route to self rule.',
  sources: ['C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025', 'PCIe r6.3 6.12, ACS; 2.2.4.1'],
  moves: moves,
  system: systemOf('fakeDmaToBar', moves, addressWorld({ names: 'bar' }, {}), { device: 1 }),
  smallSizes: { device: 1 },
  pinned: { states: 14, transitions: 28 },
  stands: {
    addressSpaceDisambiguation: { violated: 3 },
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'vacuous',
    noRouteToSelf: { violated: 3 },
    onDeviceOnlyAfterNegotiation: 'vacuous',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

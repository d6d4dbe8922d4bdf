import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The same where buses of CPU and device count differently, so that the address is one of RAM to the device. */
export const fakeDmaToBarAliased: Proposal = {
  systems: ['S26'],
  title: 'Fake DMA to the own BAR, other bus addresses',
  argument: 'The device knows its BAR and need not send anything.',
  objection:
    'What the driver writes there is an address of the CPU. NVMe got this wrong not just once but twice.',
  sources: ['C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf('fakeDmaToBarAliased', moves, addressWorld({ names: 'bar' }, { barOnBus: 'ram' }), {
    device: 1,
  }),
  smallSizes: { device: 1 },
  pinned: { states: 14, transitions: 28 },
  stands: {
    addressSpaceDisambiguation: { violated: 3 },
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'vacuous',
    noRouteToSelf: 'holds',
    onDeviceOnlyAfterNegotiation: 'vacuous',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'vacuous',
  },
};

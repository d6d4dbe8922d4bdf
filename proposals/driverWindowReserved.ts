import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M22'] as const;

/** The same where hot-plug keeps out of the window. */
export const driverWindowReserved: Proposal = {
  systems: ['S29'],
  title: 'A window that the driver places, kept free',
  argument: 'The guest owns its address map and can keep a hole in it.',
  objection: 'One hole for each device, and for each address space of it.',
  sources: ['C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'driverWindowReserved',
    moves,
    addressWorld({ names: 'window', oneSpacePerRequest: false }, {}),
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 16, transitions: 34 },
  stands: {
    addressSpaceDisambiguation: 'holds',
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'vacuous',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'holds',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: 'holds',
  },
};

import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M22'] as const;

/** The driver chooses where the memory of the device appears among its addresses, and memory can be added there later. */
export const driverWindow: Proposal = {
  systems: ['S29'],
  title: 'A window that the driver places',
  argument:
    'The driver knows which addresses are free and tells the device, as in the second attempt of NVMe.',
  objection:
    'There is no single canonical address space with shared virtual memory, and what is free today is RAM tomorrow.',
  sources: [
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'NVMe 1.4 Controller Memory Buffer Memory Space Control',
  ],
  moves: moves,
  system: systemOf(
    'driverWindow',
    moves,
    addressWorld({ names: 'window', oneSpacePerRequest: false }, { windowReserved: false }),
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 32, transitions: 84 },
  stands: {
    addressSpaceDisambiguation: { violated: 4 },
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'vacuous',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: 'holds',
    oneAddressSpacePerDevice: 'vacuous',
    windowDisjointFromRam: { violated: 2 },
  },
};

import { addressWorld } from './addressWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves: Proposal['moves'] = [];

/** The same with a device that forgets to switch back when it is reset. */
export const allOnDeviceStaleMode: Proposal = {
  systems: ['S28'],
  title: 'All addresses on the device, after a reset as well',
  argument: 'The mode is a register like others.',
  objection:
    'The next driver, of firmware or a crash kernel, has never heard of the bit and passes addresses of RAM.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025', 'virtio 1.4 "Device Reset"'],
  moves: moves,
  system: systemOf(
    'allOnDeviceStaleMode',
    moves,
    addressWorld({ mixes: false }, { unmarked: 'onDevice', resetReturns: false }),
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 15, transitions: 30 },
  stands: {
    addressSpaceDisambiguation: { violated: 4 },
    oneAddressSpacePerRequest: 'vacuous',
    selectorTotal: 'vacuous',
    offsetAddressInRegion: 'holds',
    noRouteToSelf: 'vacuous',
    onDeviceOnlyAfterNegotiation: { violated: 4 },
    oneAddressSpacePerDevice: { violated: 4 },
    windowDisjointFromRam: 'vacuous',
  },
};

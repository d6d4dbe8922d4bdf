import { trustMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Every layer asks a bit of the PCI core that is set and cleared after the fact. */
export const pciCoreIsAsked: Proposal = {
  systems: ['S62'],
  title: 'The PCI core knows that a device is private',
  argument: 'The layers below need not know of TSMs.',
  objection: 'The copy is late: after UNLOCK or ERROR it still says private.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'pciCoreIsAsked',
    moves,
    {
      trust: {
        machine: trustMachine,
        index: 'device',
        input: { bounceAsks: 'pciCore', encodingAsks: 'pciCore' },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 12 },
  stands: {
    oneTrustBit: 'holds',
    trustedDeviceIsNotBounced: { violated: 2 },
    untrustedDeviceIsBounced: { violated: 4 },
  },
};

import { trustMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The bounce decision asks the PCI core, the encoding of addresses the TSM. */
export const trustInEachLayer: Proposal = {
  systems: ['S42', 'S62'],
  title: 'Each layer has a notion of its own',
  argument: 'Each layer takes what is at hand.',
  objection:
    '"We definitely don\'t want to end up with more than one notion of whether a device is in a trusted state."',
  sources: [
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    '"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024',
  ],
  moves,
  system: systemOf(
    'trustInEachLayer',
    moves,
    {
      trust: {
        machine: trustMachine,
        index: 'device',
        input: { bounceAsks: 'pciCore', encodingAsks: 'tsm' },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 12 },
  stands: {
    oneTrustBit: { violated: 1 },
    trustedDeviceIsNotBounced: { violated: 2 },
    untrustedDeviceIsBounced: { violated: 4 },
  },
};

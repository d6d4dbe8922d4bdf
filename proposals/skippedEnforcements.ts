import { enforcementMachine, trustMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The first accepted device switches the enforcements for shared devices off. */
export const skippedEnforcements: Proposal = {
  systems: ['S62'],
  title: 'Enforcements skipped once a device is private',
  argument: 'A guest with a private device does not need SWIOTLB for it.',
  objection:
    '"Is this based on some concept of private vs shared mode devices?" The other devices of the guest are as shared as before.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'skippedEnforcements',
    moves,
    {
      trust: { machine: trustMachine, index: 'device', input: { bounceAsks: 'guest', encodingAsks: 'tsm' } },
      enforcement: { machine: enforcementMachine },
    },
    { device: 2 },
  ),
  smallSizes: { device: 2 },
  pinned: { states: 17, transitions: 100 },
  stands: {
    oneTrustBit: 'vacuous',
    trustedDeviceIsNotBounced: 'holds',
    untrustedDeviceIsBounced: { violated: 2 },
  },
};

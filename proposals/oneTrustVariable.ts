import { trustMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Every layer asks the state of the TSM connection. */
export const oneTrustVariable: Proposal = {
  systems: ['S42', 'S62'],
  title: 'One notion of trust: the TSM connection',
  argument: '"Is that not indicated by guest-side TSM connection state?"',
  objection: 'Every mapping asks another subsystem, and the guest learns of ERROR only if somebody tells it.',
  sources: [
    '"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024',
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
  ],
  moves,
  system: systemOf(
    'oneTrustVariable',
    moves,
    {
      trust: { machine: trustMachine, index: 'device', input: { bounceAsks: 'tsm', encodingAsks: 'tsm' } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 12 },
  stands: {
    oneTrustBit: 'holds',
    trustedDeviceIsNotBounced: 'holds',
    untrustedDeviceIsBounced: 'holds',
  },
};

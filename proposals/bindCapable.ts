import { launchMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The device starts shared; the guest converts it, and the device table entry is written anew. */
export const bindCapable: Proposal = {
  systems: ['S54', 'S53'],
  title: 'Bind-capable device, shared until the guest converts it',
  argument: '"The host is not in a position to assume how the guest will use the device."',
  objection: 'Memory of the guest is unmapped and mapped again while it runs.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf('bindCapable', moves, {
    launch: { machine: launchMachine, input: { device: 'bindCapable' } },
  }),
  smallSizes: {},
  pinned: { states: 7, transitions: 7 },
  stands: {
    launchMeasuredBeforePrivateDma: 'holds',
    noDoublePrivateTransition: 'holds',
    dteMatchesPageState: 'holds',
    bindCapableStartsShared: 'holds',
  },
};

import { launchMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The device is private from launch on (x-tio=true), but nothing is pinned before the launch is finished. */
export const launchDecoupled: Proposal = {
  systems: ['S53', 'S54'],
  title: 'Pinning decoupled from realize; x-tio=true',
  argument: '"I think I have to decouple the pinning and the IOMMU/DTE setting."',
  objection: 'The host says on its command line that the guest will trust the device.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf('launchDecoupled', moves, {
    launch: { machine: launchMachine, input: { device: 'launchPrivate' } },
  }),
  smallSizes: {},
  pinned: { states: 5, transitions: 5 },
  stands: {
    launchMeasuredBeforePrivateDma: 'holds',
    noDoublePrivateTransition: 'holds',
    dteMatchesPageState: 'holds',
    bindCapableStartsShared: { violated: 1 },
  },
};

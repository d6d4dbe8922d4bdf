import { launchMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** QEMU of the first drop: the device is realized, and pins and flips memory before LAUNCH UPDATE measures it. */
export const launchMapsEarly: Proposal = {
  systems: ['S53', 'S54'],
  title: 'Realize maps private memory',
  argument: 'One flag tells VFIO that the device will be private, and everything is set up at once.',
  objection:
    'LAUNCH UPDATE then finds the page private: an error; and until then the device reaches what nobody has measured.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf('launchMapsEarly', moves, {
    launch: { machine: launchMachine, input: { device: 'launchPrivate', pinsAfterLaunch: false } },
  }),
  smallSizes: {},
  pinned: { states: 8, transitions: 11 },
  stands: {
    launchMeasuredBeforePrivateDma: { violated: 2 },
    noDoublePrivateTransition: { violated: 3 },
    dteMatchesPageState: 'holds',
    bindCapableStartsShared: { violated: 1 },
  },
};

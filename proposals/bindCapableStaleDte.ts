import { launchMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The same with the entry as VFIO has it: written when the domain is made, and never again. */
export const bindCapableStaleDte: Proposal = {
  systems: ['S54', 'S53'],
  title: 'Bind-capable device, device table entry written once',
  argument: 'The device table entry belongs to the domain.',
  objection: '"DTE is not updated after that."',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf('bindCapableStaleDte', moves, {
    launch: { machine: launchMachine, input: { device: 'bindCapable', updatesDte: false } },
  }),
  smallSizes: {},
  pinned: { states: 6, transitions: 5 },
  stands: {
    launchMeasuredBeforePrivateDma: 'holds',
    noDoublePrivateTransition: 'holds',
    dteMatchesPageState: { violated: 5 },
    bindCapableStartsShared: 'holds',
  },
};

import { discardListenerMachine, discardMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The same in a guest with one assigned device. */
export const discardFlipOneDevice: Proposal = {
  systems: ['S55'],
  title: 'DiscardManager that flips, one device',
  argument: '"Should do for now."',
  objection: 'A second device ends it.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'discardFlipOneDevice',
    moves,
    {
      discard: { machine: discardMachine, input: { scheme: 'flip', rollsBack: true } },
      discardListener: {
        machine: discardListenerMachine,
        index: 'listener',
        input: (index: number) => ({ assigned: index, threeStates: false, rollsBack: true }),
      },
    },
    { listener: 1 },
    { DEVICE_MODE: { assigned: [0] }, LISTENER_FAILS: { assigned: [0] } },
  ),
  smallSizes: { listener: 1 },
  pinned: { states: 16, transitions: 24 },
  stands: {
    discardStateConsistent: 'holds',
    conversionCompletesOrRollsBack: 'holds',
  },
};

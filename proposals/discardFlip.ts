import { discardListenerMachine, discardMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Which of the two states is discarded follows the device that changed its mode last. */
export const discardFlip: Proposal = {
  systems: ['S55'],
  title: 'DiscardManager that flips, two devices',
  argument: '"Dynamic flip from discarded==private to discarded==shared (should do for now)."',
  objection: "The flip is the guest's, the mode is the device's.",
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'discardFlip',
    moves,
    {
      discard: { machine: discardMachine, input: { scheme: 'flip', rollsBack: true } },
      discardListener: {
        machine: discardListenerMachine,
        index: 'listener',
        input: (index: number) => ({ assigned: index, threeStates: false, rollsBack: true }),
      },
    },
    { listener: 2 },
  ),
  smallSizes: { listener: 2 },
  pinned: { states: 108, transitions: 184 },
  stands: {
    discardStateConsistent: { violated: 2 },
    conversionCompletesOrRollsBack: 'holds',
  },
};

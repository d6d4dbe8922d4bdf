import { discardListenerMachine, discardMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** QEMU today: populated is shared, discarded is private, and listeners map what is populated. */
export const discardTwoStates: Proposal = {
  systems: ['S55'],
  title: 'DiscardManager with two states',
  argument: 'Private memory must not be mapped for devices, so it is as if it were not there.',
  objection: 'A device in private operation needs just what is discarded.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024', 'QEMU system/ram-block-attributes.c'],
  moves,
  system: systemOf(
    'discardTwoStates',
    moves,
    {
      discard: { machine: discardMachine, input: { scheme: 'two', rollsBack: true } },
      discardListener: {
        machine: discardListenerMachine,
        index: 'listener',
        input: (index: number) => ({ assigned: index, threeStates: false, rollsBack: true }),
      },
    },
    { listener: 2 },
  ),
  smallSizes: { listener: 2 },
  pinned: { states: 64, transitions: 112 },
  stands: {
    discardStateConsistent: { violated: 2 },
    conversionCompletesOrRollsBack: 'holds',
  },
};

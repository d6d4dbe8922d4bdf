import { discardListenerMachine, discardMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M39'] as const;

/** Listeners are told whether a page is private, shared or discarded, and a failed conversion is undone. */
export const discardThreeStates: Proposal = {
  systems: ['S55'],
  title: 'DiscardManager with three states',
  argument: 'Each listener maps what its own device needs.',
  objection: 'Everything that knows two states has to learn the third.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'discardThreeStates',
    moves,
    {
      discard: { machine: discardMachine, input: { scheme: 'three', rollsBack: true } },
      discardListener: {
        machine: discardListenerMachine,
        index: 'listener',
        input: (index: number) => ({ assigned: index, threeStates: true, rollsBack: true }),
      },
    },
    { listener: 2 },
  ),
  smallSizes: { listener: 2 },
  pinned: { states: 94, transitions: 172 },
  stands: {
    discardStateConsistent: 'holds',
    conversionCompletesOrRollsBack: 'holds',
  },
};

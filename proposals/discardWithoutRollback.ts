import { discardListenerMachine, discardMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M39'] as const;

/** The same with the failure handling of today: after notify_populate has failed the bit stays set. */
export const discardWithoutRollback: Proposal = {
  systems: ['S55'],
  title: 'DiscardManager with three states, without rollback',
  argument: 'The failure is reported to whoever asked for the conversion.',
  objection: 'One device follows and the other does not.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024', 'QEMU system/ram-block-attributes.c'],
  moves,
  system: systemOf(
    'discardWithoutRollback',
    moves,
    {
      discard: { machine: discardMachine, input: { scheme: 'three', rollsBack: false } },
      discardListener: {
        machine: discardListenerMachine,
        index: 'listener',
        input: (index: number) => ({ assigned: index, threeStates: true, rollsBack: false }),
      },
    },
    { listener: 2 },
  ),
  smallSizes: { listener: 2 },
  pinned: { states: 164, transitions: 294 },
  stands: {
    discardStateConsistent: { violated: 2 },
    conversionCompletesOrRollsBack: { violated: 2 },
  },
};

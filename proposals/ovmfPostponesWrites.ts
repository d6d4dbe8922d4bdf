import { commandMediatorMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Firmware has the TDI locked at boot, and QEMU holds the writes of an unmodified driver back. */
export const ovmfPostponesWrites: Proposal = {
  systems: ['S61'],
  title: 'OVMF locks, QEMU postpones Command writes',
  argument: '"Just a matter of ugliness."',
  objection: '"I don\'t see how OVMF helps when devices might be virtually hotplugged or reset."',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'ovmfPostponesWrites',
    moves,
    {
      commandMediator: {
        machine: commandMediatorMachine,
        index: 'device',
        input: { mediator: 'ovmf', appliesBeforeUse: false },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 8, transitions: 17 },
  stands: {
    postponedWritesExact: { violated: 4 },
    firstUseOnlyWhenLocked: { violated: 4 },
  },
};

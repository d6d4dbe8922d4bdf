import { commandMediatorMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The SVSM traps the writes of an unmodified driver, of whatever device, and applies them before it is used. */
export const svsmHoldsWrites: Proposal = {
  systems: ['S61'],
  title: 'SVSM fixups',
  argument: 'It is in the trust boundary, and there at every hotplug.',
  objection: '"Avoiding SVSM entanglements where the kernel can be enlightened should be the policy."',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'svsmHoldsWrites',
    moves,
    {
      commandMediator: { machine: commandMediatorMachine, index: 'device', input: {} },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 5, transitions: 10 },
  stands: {
    postponedWritesExact: 'holds',
    firstUseOnlyWhenLocked: 'holds',
  },
};

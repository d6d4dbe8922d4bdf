import { conversionMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Nothing is taken away. */
export const conversionInPlace: Proposal = {
  systems: ['S59'],
  title: 'Conversion in place, under its driver',
  argument: 'The driver goes on with the device that it has.',
  objection: 'Mappings of the shared time are live in the private one.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'conversionInPlace',
    moves,
    {
      conversion: {
        machine: conversionMachine,
        index: 'device',
        input: { detachedOnly: false, replugs: false },
      },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 10, transitions: 23 },
  stands: {
    conversionIsReplug: { violated: 2 },
  },
};

import { conversionMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** A device is converted by being removed and added, without its driver. */
export const conversionByReplug: Proposal = {
  systems: ['S59', 'S42'],
  title: 'Conversion as unplug and replug',
  argument: '"Device conversion events are violent and might as well be unplug/replug events."',
  objection: 'Everything above the device sees it go.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'conversionByReplug',
    moves,
    {
      conversion: { machine: conversionMachine, index: 'device', input: {} },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 10, transitions: 20 },
  stands: {
    conversionIsReplug: 'holds',
  },
};

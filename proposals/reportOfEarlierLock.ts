import { interfaceReportMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M28', 'M29'] as const;

/** The driver keeps the report that it has examined, and goes by it when the device is locked again. */
export const reportOfEarlierLock: Proposal = {
  systems: ['S60'],
  title: 'Interface report of an earlier lock',
  argument: 'A device that was found good once need not be examined again.',
  objection: 'Between two locks the host moves a BAR.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'reportOfEarlierLock',
    moves,
    {
      interfaceReport: { machine: interfaceReportMachine, index: 'device', input: { forgetsReport: false } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 34, transitions: 112 },
  stands: {
    reportMatchesMmio: { violated: 7 },
  },
};

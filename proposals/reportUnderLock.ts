import { interfaceReportMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M28', 'M29'] as const;

/** An enlightened driver reads the report of this lock, and enables the device after the TSM has checked the mapping. */
export const reportUnderLock: Proposal = {
  systems: ['S60'],
  title: 'Interface report read under the lock',
  argument: 'What is locked stays as it is reported, and what is checked stays as it is mapped.',
  objection: 'Drivers have to be enlightened.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'reportUnderLock',
    moves,
    {
      interfaceReport: { machine: interfaceReportMachine, index: 'device', input: {} },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 18, transitions: 60 },
  stands: {
    reportMatchesMmio: 'holds',
  },
};

import { interfaceReportMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M28', 'M29'] as const;

/** The driver reads the report under the lock, and takes the mapping for what it says. */
export const reportMmioUnchecked: Proposal = {
  systems: ['S60'],
  title: 'Interface report without a check of the mapping',
  argument: 'The lock freezes the BARs.',
  objection:
    "The lock freezes the device's side only: the host maps what it likes at the address of the BAR.",
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'reportMmioUnchecked',
    moves,
    {
      interfaceReport: { machine: interfaceReportMachine, index: 'device', input: { validatesMmio: false } },
    },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 22, transitions: 78 },
  stands: {
    reportMatchesMmio: { violated: 4 },
  },
};

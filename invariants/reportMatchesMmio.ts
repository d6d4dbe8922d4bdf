import { always } from './define.ts';

/** A report is about a lock, and a mapping about a moment. */
export const reportMatchesMmio = always({
  name: 'reportMatchesMmio',
  summary: 'a device that is enabled by its report is where the report says, and the guest sees it there',
  source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024; PCIe r6.3 11.3.11',
  over: ['interfaceReport'],
  applies: ({ interfaceReport }) => interfaceReport.context.enabled,
  holds: ({ interfaceReport: { context } }) => context.report === context.bar && context.mmioIsBar,
});

import { eachStep } from './define.ts';

/** Two boundaries: "which one do you mean?" */
export const vtomAgree = eachStep({
  name: 'vtomAgree',
  summary: 'where guest and IOMMU both go by a boundary, they take a page for the same',
  source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['vtomPage'],
  on: ['IOMMU_ACCESS'],
  applies: ({ vtomPage }) => vtomPage.context.belowVmsa !== 'off',
  holds: ({ vtomPage }, { c }) => (c === 1) === vtomPage.context.belowVmsa,
});

import { always } from './define.ts';

/** The IOMMU believes the entry. */
export const cBitMatchesPage = always({
  name: 'cBitMatchesPage',
  summary: 'the C-bit of an I/O page table entry says of the page what it is',
  source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['ioPte'],
  applies: ({ ioPte }) => ioPte.context.c !== null,
  holds: ({ ioPte: { value, context } }) => (context.c === 1) === (value === 'private'),
});

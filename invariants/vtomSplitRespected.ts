import { always } from './define.ts';

/** A boundary says the same of a page as the page itself only if nobody converts it. */
export const vtomSplitRespected = always({
  name: 'vtomSplitRespected',
  summary: 'a page is private exactly if it lies below every boundary that is active',
  source: 'A. Kardashevskiy and D. Williams, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['vtomPage'],
  applies: ({ vtomPage }) => ['private', 'shared'].includes(vtomPage.value),
  holds: ({ vtomPage: { value, context } }) =>
    (value === 'private') === (context.belowIommu && context.belowVmsa !== false),
});

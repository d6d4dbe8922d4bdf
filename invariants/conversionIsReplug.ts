import { eachStep } from './define.ts';

/** Everything that assumes a device to be as it was when it was added stays true. */
export const conversionIsReplug = eachStep({
  name: 'conversionIsReplug',
  summary: 'after its conversion a device is, to the DMA layer, like one that was just added',
  source: 'D. Williams, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['conversion'],
  on: ['CONVERT'],
  applies: () => true,
  holds: (_, __, { conversion: { context } }) => !context.bound && !context.maskSet && !context.mapped,
});

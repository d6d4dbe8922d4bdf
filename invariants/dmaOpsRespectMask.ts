import { eachStep } from './define.ts';

/** hyperv_dma_supported() takes any mask, and its map_page looks at none. */
export const dmaOpsRespectMask = eachStep({
  name: 'dmaOpsRespectMask',
  summary: 'no address beyond its DMA mask is given to a device, whoever brought the operations',
  source: 'M. Kelley, "Confidential VMBus external memory", linux-kernel, 28 Nov 2025',
  over: ['dmaOps'],
  on: ['MAP_WITH_OPS'],
  applies: () => true,
  holds: (_, { reach }) => reach === 'withinMask',
});

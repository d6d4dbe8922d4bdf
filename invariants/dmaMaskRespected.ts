import { eachStep } from './define.ts';

/** Whatever DMA ops are installed, the device must be able to reach what it is told. */
export const dmaMaskRespected = eachStep({
  name: 'dmaMaskRespected',
  summary: 'every DMA address handed out lies within the DMA mask of the device',
  source:
    'M. Kelley on hyperv_dma_supported, "Confidential VMBus external memory", 3 Dec 2025; Linux 6.12 include/linux/dma-direct.h dma_capable',
  over: ['page'],
  on: ['MAP_DIRECT'],
  applies: () => true,
  holds: (_, event) => event.reach === 'withinMask',
});

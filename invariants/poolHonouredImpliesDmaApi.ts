import { eachStep } from './define.ts';

/** An attached pool is worth nothing to a driver that goes round the DMA API. */
export const poolHonouredImpliesDmaApi = eachStep({
  name: 'poolHonouredImpliesDmaApi',
  summary: 'no driver of a device with an attached pool passes untranslated physical addresses',
  source:
    'Linux 7.3 drivers/virtio/virtio_ring.c vring_use_map_api, against kernel/dma/swiotlb.c is_swiotlb_for_alloc',
  over: ['restrictedPool'],
  on: ['POST'],
  applies: ({ restrictedPool }) => restrictedPool.value === 'attached' || restrictedPool.value === 'onDevice',
  holds: (_, event) => event.api !== 'physical',
});

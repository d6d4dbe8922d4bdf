import { always } from './define.ts';

/** A warning in the log is not a refusal. */
export const poolInitFailClosed = always({
  name: 'poolInitFailClosed',
  summary: 'a device whose declared pool could not be set up never goes live with addresses outside of it',
  source:
    'Linux 7.3 drivers/of/device.c of_dma_set_restricted_buffer; kernel/dma/swiotlb.c rmem_swiotlb_setup',
  over: ['restrictedPool', 'virtqueue'],
  applies: ({ restrictedPool }) => restrictedPool.value === 'failed',
  holds: ({ virtqueue: { context } }) => context.phase !== 'live' || context.range !== 'ram',
});

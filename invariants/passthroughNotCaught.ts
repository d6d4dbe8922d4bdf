import { always } from './define.ts';

/** A pool for whatever has nothing else is not for what has an IOMMU. */
export const passthroughNotCaught = always({
  name: 'passthroughNotCaught',
  summary: 'a device behind an IOMMU does not bounce through a pool',
  source: 'D. Woodhouse, four-point plan, Apr 2025; Linux 7.3 drivers/of/device.c of_dma_configure_id',
  over: ['dmaConfig'],
  applies: ({ dmaConfig }) => dmaConfig.context.behindIommu && dmaConfig.value !== 'described',
  holds: ({ dmaConfig }) => dmaConfig.value === 'iommu',
});

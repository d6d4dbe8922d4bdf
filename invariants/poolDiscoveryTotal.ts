import { always } from './define.ts';

/** What the guest does not find it does not use, and then it uses RAM. */
export const poolDiscoveryTotal = always({
  name: 'poolDiscoveryTotal',
  summary: 'every device that cannot reach all memory ends up with a pool, an IOMMU, or not driven',
  source:
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: a way to declare pools, and a way to tell which devices need them',
  over: ['dmaConfig'],
  applies: ({ dmaConfig }) => dmaConfig.value !== 'described',
  holds: ({ dmaConfig }) => dmaConfig.value !== 'direct',
});

import { eachStep } from './define.ts';

/** With two kinds of IOMMU in one guest somebody has to say which one a device is behind. */
export const iommuAttributionCorrect = eachStep({
  name: 'iommuAttributionCorrect',
  summary: 'what the guest maps for a device goes to the IOMMU that the device is behind',
  source: 'D. Woodhouse and M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on systems with several IOMMUs',
  over: ['grant'],
  on: ['EXPOSE'],
  applies: () => true,
  holds: ({ grant }, event) => event.iommu === grant.context.iommu,
});

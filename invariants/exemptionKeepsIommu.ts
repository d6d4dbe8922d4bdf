import { eachStep } from './define.ts';

/** A bounce buffer is a way to live with a restriction; read as an exemption it lifts another one. */
export const exemptionKeepsIommu = eachStep({
  name: 'exemptionKeepsIommu',
  summary: 'where ACCESS_PLATFORM is accepted and an IOMMU is there, the device goes through it',
  source:
    'M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025; virtio 1.4 "Reserved Feature Bits", ACCESS_PLATFORM',
  over: ['pathChoice'],
  on: ['ASSUME_PATH'],
  applies: ({ pathChoice: { context } }) => context.accessPlatform && context.iommu,
  holds: (_, event) => event.path === 'iommu',
});

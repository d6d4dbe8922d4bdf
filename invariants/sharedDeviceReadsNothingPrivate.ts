import { eachStep } from './define.ts';

/** The IOMMU asks who owns a page, whatever is mapped. */
export const sharedDeviceReadsNothingPrivate = eachStep({
  name: 'sharedDeviceReadsNothingPrivate',
  summary: 'an access of a shared device to private memory is blocked',
  source: 'PCIe r6.3 11.2.1; "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['domainDevice'],
  on: ['DOMAIN_ACCESS'],
  applies: ({ domainDevice }, { memory }) => domainDevice.context.needs === 'shared' && memory === 'private',
  holds: (_, { outcome }) => outcome === 'blocked',
});

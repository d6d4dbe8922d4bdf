import { eachStep } from './define.ts';

/** A mapping that is there and does not work is a silent failure. */
export const mappedMemoryIsReachable = eachStep({
  name: 'mappedMemoryIsReachable',
  summary: 'a device reaches what is mapped in its domain',
  source:
    '"Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024, "no mixed share+private DMA supported within the same IOMMU"',
  over: ['domainDevice'],
  on: ['DOMAIN_ACCESS'],
  applies: () => true,
  holds: (_, { outcome }) => outcome === 'done',
});

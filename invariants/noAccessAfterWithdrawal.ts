import { eachStep } from './define.ts';

/** What unshareAfterUnmap says of a device under the DMA API, for whoever is let in by an IOMMU or a hypercall. */
export const noAccessAfterWithdrawal = eachStep({
  name: 'noAccessAfterWithdrawal',
  summary: 'once unmap or unshare has returned, nobody gets at the page any more',
  source: 'D. Woodhouse, RFC 0/3 of 2 Apr 2025, on IOTLB flushes; Linux 7.3 drivers/iommu/dma-iommu.c',
  over: ['guestPage'],
  on: ['ACCESS_OTHER'],
  applies: ({ guestPage }) => guestPage.value === 'takenBack',
  holds: (_, event) => event.outcome === 'blocked',
});

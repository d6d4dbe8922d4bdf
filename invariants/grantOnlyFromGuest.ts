import { eachStep } from './define.ts';

/** Whoever provides the IOMMU decides what it grants. */
export const grantOnlyFromGuest = eachStep({
  name: 'grantOnlyFromGuest',
  summary: 'a page is opened to the device or the VMM only by a request of the guest for it',
  source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: "please grant me access … because I said so"',
  over: ['grant'],
  applies: (before, _, after) => before.grant.value === 'closed' && after.grant.value === 'open',
  holds: (_, event) => event.type === 'EXPOSE',
});

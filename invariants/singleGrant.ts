import { always } from './define.ts';

/** Simple mode is one buffer; two would be an IOMMU again. */
export const singleGrant = always({
  name: 'singleGrant',
  summary: 'in simple mode at most one range is open to the device',
  source: 'M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025: a mode that "just accepts one buffer"',
  over: ['guestIommu', 'grant', 'grant'],
  applies: ({ guestIommu, grant }) => guestIommu.context.acceptsOne && grant.value !== 'closed',
  holds: ({ grant2 }) => grant2.value === 'closed',
});

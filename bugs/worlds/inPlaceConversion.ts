import { smallWorld } from '../smallWorld.ts';

/** A page of guest_memfd, which VFIO maps for a device as long as it is shared; one frame serves both views. */
export const inPlaceConversion = smallWorld({
  name: 'inPlaceConversion',
  source: 'QEMU guest_memfd in-place conversion, patch v4 11/13 (7 Apr 2025) and the reply of 17 Jul 2025',
  facts: { page: 'shared', iommu: 'mapped', content: 'public', leaked: false },
  rules: {
    unmapBeforePrivate: 'a page is unmapped from the IOMMU before it is converted to private',
  },
  steps: {
    VFIO_UNMAP: {
      by: 'host',
      summary: 'VFIO unmaps the page',
      when: ({ iommu }) => iommu === 'mapped',
      effect: () => ({ iommu: 'unmapped' }),
    },
    SET_PRIVATE: {
      by: 'host',
      summary: 'the attribute of the page is set to private',
      when: ({ page, iommu }, _, { unmapBeforePrivate }) =>
        page === 'shared' && (!unmapBeforePrivate || iommu === 'unmapped'),
      effect: () => ({ page: 'private' }),
    },
    WRITE_SECRET: {
      by: 'guest',
      summary: 'the guest writes a secret to its private page',
      when: ({ page }) => page === 'private',
      effect: () => ({ content: 'secret' }),
    },
    DEVICE_READ: {
      by: 'device',
      summary: 'the untrusted device reads the page through the IOMMU',
      when: ({ iommu }) => iommu === 'mapped',
      effect: ({ content }) => ({ leaked: content === 'secret' }),
    },
  },
  claim: {
    name: 'deviceReadsNoPrivatePage',
    summary: 'an untrusted device reads no secret of the guest',
    applies: () => true,
    holds: ({ leaked }) => !leaked,
  },
});

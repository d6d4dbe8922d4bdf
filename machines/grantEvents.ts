import { defineEvents } from '../composition/index.ts';

const outcome = ['done', 'blocked'] as const;
/** The IOMMUs that a guest may be told about. */
export const iommus = ['virtio', 'smmu'] as const;

/**
 * What a guest lets a device or its VMM reach, page by page, and what it takes back: by mapping in an IOMMU,
 * by a hypercall, or by making a descriptor available. Accesses that the guest has asked for and others are
 * different events.
 *
 * Source: "Add VIRTIO_F_SWIOTLB…" thread, Apr 2025; virtio 1.4 "IOMMU device".
 */
export const grantEvents = defineEvents({
  EXPOSE: {
    by: 'guest',
    index: ['page'],
    values: { iommu: iommus },
    summary: 'the guest lets the device have the page: it maps it, shares it, or makes it available',
  },
  WITHDRAW: {
    by: 'guest',
    index: ['page'],
    summary: 'the guest takes the page back: it clears the mapping, or finds the buffer used',
  },
  FLUSH: {
    by: 'guest',
    index: ['page'],
    summary: 'the guest invalidates what the IOMMU has cached of the mapping, and waits for it',
  },
  FORGE_GRANT: {
    by: 'host',
    index: ['page'],
    summary: 'M27: the VMM maps the page for itself, in the IOMMU that it provides',
  },
  ACCESS_EXPOSED: {
    by: 'device',
    index: ['page'],
    values: { outcome },
    summary: 'the device, or its VMM, accesses a page that the guest lets it have',
  },
  ACCESS_OTHER: {
    by: 'host',
    index: ['page'],
    values: { outcome, move: ['M16', 'M21', 'M40'] },
    summary:
      'the device, or its VMM, accesses a page that the guest does not let it have (M21), has found used (M16), or has unmapped (M40)',
  },

  REWRITE_DESCRIPTOR: {
    by: 'host',
    index: ['page'],
    summary: 'M12: the VMM changes the available descriptor, so that it names this page',
  },
  SNOOP_CHECK: {
    by: 'tsm',
    index: ['page'],
    summary: 'the trusted hypervisor reads the descriptor and checks the page that it names',
  },
  SNOOP_GRANT: {
    by: 'tsm',
    index: ['page'],
    summary: 'the trusted hypervisor opens the page of the descriptor to the VMM',
  },
  SNOOP_REVOKE: { by: 'tsm', summary: 'the trusted hypervisor closes the page of the used chain again' },
  CHAIN_USED: { by: 'device', summary: 'the VMM reports the chain as used, and the guest sees it' },
});

import { eachStep } from './define.ts';

/** A field that the host can write has the value that was copied, and no other. */
export const descriptorReadOnce = eachStep({
  name: 'descriptorReadOnce',
  summary: 'what is granted is what was checked: both come from one private copy of the descriptor',
  source:
    '"Add VIRTIO_F_SWIOTLB…", Apr 2025; Linux 7.3 drivers/virtio/virtio_ring.c desc_extra; CVE-2023-53769',
  over: ['snoop'],
  on: ['SNOOP_GRANT'],
  applies: () => true,
  holds: ({ snoop }, event) => event.page === snoop.context.checked,
});

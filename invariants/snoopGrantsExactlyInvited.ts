import { always } from './define.ts';

/** The ring says what the guest wants only as long as nobody else can write it. */
export const snoopGrantsExactlyInvited = always({
  name: 'snoopGrantsExactlyInvited',
  summary: 'a snooping hypervisor opens the page that the guest has put into the ring, and no other',
  source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on snooping of virtqueues',
  over: ['snoop'],
  applies: ({ snoop }) => snoop.value === 'granted' || snoop.value === 'usedOpen',
  holds: ({ snoop }) => snoop.context.granted === snoop.context.invited,
});

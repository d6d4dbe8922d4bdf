import { eachStep } from './define.ts';

/** An access that gets done needs a page that the guest lets the device have at that moment. */
export const vmmAccessOnlyGranted = eachStep({
  name: 'vmmAccessOnlyGranted',
  summary: 'the device and its VMM read and write only pages that the guest lets them have',
  source:
    '"Add VIRTIO_F_SWIOTLB…", Apr 2025, on a lowvisor that grants; Linux 7.2 Documentation/virt/kvm/arm/pkvm.rst',
  over: ['guestPage'],
  on: ['ACCESS_EXPOSED', 'ACCESS_OTHER'],
  applies: (_, event) => event.outcome === 'done',
  holds: ({ guestPage }) => guestPage.value === 'exposed' || guestPage.value === 'withdrawing',
});

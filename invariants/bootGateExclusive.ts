import { eachStep } from './define.ts';

/** The gate is worth what it takes to go round it. */
export const bootGateExclusive = eachStep({
  name: 'bootGateExclusive',
  summary: 'a guest that does not know the scheme binds no driver to any device',
  source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on failing early',
  over: ['bootGate'],
  on: ['ACKNOWLEDGE', 'BOOT_REFUSED'],
  applies: () => true,
  holds: ({ bootGate }, event) => bootGate.context.guestKnows || event.type === 'BOOT_REFUSED',
});

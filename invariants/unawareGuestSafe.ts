import { eachStep } from './define.ts';

/** The safe half of compatibility: who does not know the scheme may lose its devices, and nothing else. */
export const unawareGuestSafe = eachStep({
  name: 'unawareGuestSafe',
  summary: 'no device of the VMM gets at memory of a guest that does not know of pools, outside of them',
  source:
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", 7 Apr 2025: "without the guest knowing anything about it at all"',
  over: ['restrictedPool'],
  on: ['ACCESS', 'STRAY_ACCESS'],
  applies: ({ restrictedPool }, event) => !restrictedPool.context.guestKnows && event.range === 'ram',
  holds: (_, event) => event.outcome === 'blocked',
});

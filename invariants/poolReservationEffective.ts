import { always } from './define.ts';

/** A reservation that comes after the loader is one of memory that somebody else has. */
export const poolReservationEffective = always({
  name: 'poolReservationEffective',
  summary: 'what the guest reserves as a pool is not occupied by anything else',
  source:
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025; a pool over the initrd under QEMU 7.2, measured: panic without a reason',
  over: ['poolMemory'],
  applies: ({ poolMemory }) => poolMemory.value === 'pool' || poolMemory.value === 'overlapped',
  holds: ({ poolMemory }) => poolMemory.value === 'pool',
});

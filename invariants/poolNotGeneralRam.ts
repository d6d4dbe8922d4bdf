import { always } from './define.ts';

/** The host reaches the pool whatever is in it; what the page allocator hands out is private to somebody. */
export const poolNotGeneralRam = always({
  name: 'poolNotGeneralRam',
  summary: 'no page of a pool that the host reaches is handed out by the page allocator',
  source:
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: memory that "an unenlightened guest might treat as normal system RAM"',
  over: ['poolMemory'],
  applies: ({ poolMemory }) => poolMemory.value !== 'reported' && poolMemory.value !== 'occupied',
  holds: ({ poolMemory }) => poolMemory.value !== 'inUse',
});

import { always } from './define.ts';

/** Two records of what is free are none. */
export const singlePoolOwner = always({
  name: 'singlePoolOwner',
  summary: 'a slot is taken by the DMA core or by the driver, never by both',
  source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on bouncing in virtio drivers',
  over: ['poolOwner'],
  applies: ({ poolOwner: { context } }) => context.byCore || context.byDriver,
  holds: ({ poolOwner: { context } }) => !(context.byCore && context.byDriver),
});

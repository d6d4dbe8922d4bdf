import { always } from './define.ts';

/** Data beside the ring is described in the ring: who writes the ring chooses the data. */
export const externalImpliesRing = always({
  name: 'externalImpliesRing',
  summary: 'a channel taken for one with confidential external memory has a confidential ring too',
  source: 'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer; Documentation/virt/hyperv/coco.rst',
  over: ['vmbusChannel'],
  applies: ({ vmbusChannel }) => vmbusChannel.context.external,
  holds: ({ vmbusChannel }) => vmbusChannel.context.ring,
});

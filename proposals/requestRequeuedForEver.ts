import type { Proposal } from './proposal.ts';
import { requestWorld } from './requestWorld.ts';
import { systemOf } from './systemOf.ts';

/**
 * The recorded livelock: a request of 1 MiB needs one slot more than a pool of 1 MiB has, for its header.
 */
export const requestRequeuedForEver: Proposal = {
  systems: ['S6'],
  title: 'A request one slot larger than the bounce pool, tried again for ever',
  argument: '-ENOMEM from the DMA API looks like any other shortage, and shortages pass.',
  objection:
    'This one does not: 771 rounds in 6 seconds were recorded, and the caller got neither data nor an error.',
  sources: [
    'Linux 6.12 drivers/block/virtio_blk.c virtio_queue_rq, virtblk_probe (max_segments, max_segment_size, no limit on their product)',
    'Linux 6.12.117, recorded boot x19-small-virtio-livelock: one O_DIRECT write of 1 MiB, swiotlb=512,force',
  ],
  moves: [],
  system: systemOf('requestRequeuedForEver', [], requestWorld({ nslabs: 512, requestSlots: 513 }), {
    request: 2,
  }),
  smallSizes: { request: 1 },
  pinned: { states: 12, transitions: 20 },
  stands: { poolExhaustionIsErrorOrProgress: { violated: 3 } },
};

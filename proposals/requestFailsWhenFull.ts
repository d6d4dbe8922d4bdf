import type { Proposal } from './proposal.ts';
import { requestWorld } from './requestWorld.ts';
import { systemOf } from './systemOf.ts';

/**
 * A driver that takes a full pool for an error: the request that can never fit is reported, and so is many a one that could have waited.
 */
export const requestFailsWhenFull: Proposal = {
  systems: ['S6'],
  title: 'A request that ends in an error when the bounce pool is full',
  argument: 'An error is seen by its caller, and a retry that cannot succeed by nobody.',
  objection:
    'A pool that is full for a moment then fails requests that would have fitted; only a limit on the size of requests tells the two apart.',
  sources: [
    'Linux 6.12 drivers/block/virtio_blk.c virtio_queue_rq, virtblk_probe (max_segments, max_segment_size, no limit on their product)',
    'Linux 6.12.117, recorded boot x19-small-virtio-livelock: one O_DIRECT write of 1 MiB, swiotlb=512,force',
  ],
  moves: [],
  system: systemOf(
    'requestFailsWhenFull',
    [],
    requestWorld({ nslabs: 512, requestSlots: 513 }, { onMapFailure: 'error' }),
    { request: 2 },
  ),
  smallSizes: { request: 1 },
  pinned: { states: 15, transitions: 28 },
  stands: { poolExhaustionIsErrorOrProgress: 'holds' },
};

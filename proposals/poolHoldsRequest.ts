import type { Proposal } from './proposal.ts';
import { requestWorld } from './requestWorld.ts';
import { systemOf } from './systemOf.ts';

/**
 * Requests that each fit into the empty pool, and are tried again when others hold the slots: of two, one waits.
 */
export const poolHoldsRequest: Proposal = {
  systems: ['S6'],
  title: 'Requests that fit the bounce pool, tried again while it is full',
  argument:
    'A full pool is nothing to report: slots come back as requests are done, so whoever tries again is served.',
  objection:
    'Nothing makes sure of it: no driver compares its largest request with the pool, which the command line or the host sizes.',
  sources: [
    'Linux 6.12 drivers/block/virtio_blk.c virtio_queue_rq, virtblk_probe (max_segments, max_segment_size, no limit on their product)',
    'Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
  ],
  moves: [],
  system: systemOf('poolHoldsRequest', [], requestWorld({ nslabs: 512, requestSlots: 512 }), { request: 2 }),
  smallSizes: { request: 1 },
  pinned: { states: 28, transitions: 52 },
  stands: { poolExhaustionIsErrorOrProgress: 'holds' },
};

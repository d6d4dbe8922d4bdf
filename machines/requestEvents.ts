import { defineEvents } from '../composition/index.ts';

/**
 * A request of a block device and the bounce slots that it needs all at once.
 *
 * Source: Linux 6.12 drivers/block/virtio_blk.c virtio_queue_rq, block/blk-mq.c blk_mq_end_request,
 * kernel/dma/swiotlb.c swiotlb_tbl_map_single.
 */
export const requestEvents = defineEvents({
  QUEUE_REQUEST: { by: 'guest', index: ['request'], summary: 'the block layer gives the driver a request' },
  MAP_REQUEST: {
    by: 'guest',
    index: ['request'],
    summary: 'all segments of the request are mapped, and it is handed to the device',
  },
  MAP_REQUEST_FAILS: {
    by: 'guest',
    index: ['request'],
    summary: 'swiotlb buffer is full: the segments mapped so far are unmapped again',
  },
  REQUEUE_REQUEST: {
    by: 'guest',
    index: ['request'],
    summary: 'BLK_STS_RESOURCE: the block layer gives the driver the same request again',
  },
  FAIL_REQUEST: {
    by: 'guest',
    index: ['request'],
    summary: 'BLK_STS_IOERR: the request ends in an error that its caller sees',
  },
  COMPLETE_REQUEST: { by: 'device', index: ['request'], summary: 'the device has carried the request out' },
  UNMAP_REQUEST: {
    by: 'guest',
    index: ['request'],
    summary: 'the segments are unmapped, and the request ends well',
  },
});

import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** What a driver makes of a request that could not be mapped. */
export interface RequestInput {
  /** `requeue`: it is tried again, whatever its size; `error`: it ends in an error. Default requeue. */
  readonly onMapFailure?: 'requeue' | 'error';
}

/**
 * One place for a request of a block device: queued, mapped whole or not at all, carried out, unmapped; then the next.
 * How many slots it needs is the pool's to know.
 *
 * Source: Linux 6.12 drivers/block/virtio_blk.c virtio_queue_rq: -ENOMEM of virtblk_map_data or virtqueue_add_sgs
 * becomes BLK_STS_RESOURCE, and blk-mq tries again; anything else BLK_STS_IOERR.
 * Left out: segments, which are mapped one after the other, so that two requests that each fit may take from each other
 * what both lack; the bytes.
 */
export const requestMachine = setup({
  types: {} as {
    context: Required<RequestInput>;
    events: DmaEvent;
    input: RequestInput | undefined;
  },
  guards: {
    requeues: ({ context }) => context.onMapFailure === 'requeue',
    fails: ({ context }) => context.onMapFailure === 'error',
  },
}).createMachine({
  id: 'request',
  context: ({ input }) => ({ onMapFailure: input?.onMapFailure ?? 'requeue' }),
  initial: 'idle',
  states: {
    idle: { on: { QUEUE_REQUEST: 'queued' } },
    queued: { on: { MAP_REQUEST: 'mapped', MAP_REQUEST_FAILS: 'unmappable' } },
    unmappable: {
      on: {
        REQUEUE_REQUEST: { guard: 'requeues', target: 'queued' },
        FAIL_REQUEST: { guard: 'fails', target: 'failed' },
      },
    },
    // Its caller has seen the error, and may send another one.
    failed: { on: { QUEUE_REQUEST: 'queued' } },
    mapped: { on: { COMPLETE_REQUEST: 'completed' } },
    completed: { on: { UNMAP_REQUEST: 'idle' } },
  },
});

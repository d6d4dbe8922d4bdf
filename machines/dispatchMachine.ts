import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** The request that goes before all others, if there is one. */
export interface DispatchContext {
  readonly first: number | null;
}

/**
 * The list of requests that a hardware queue could not hand over: as long as there is one, no other is tried. Without it
 * a stream of new requests could keep a waiting one out for ever.
 *
 * Source: Linux 6.12 block/blk-mq-sched.c __blk_mq_sched_dispatch_requests, "Only ask the scheduler for requests, if we
 * didn't have residual requests from the dispatch list"; struct blk_mq_hw_ctx, `dispatch`.
 * Left out: several hardware queues; blk_mq_try_issue_directly, which may pass the list by while the queue is not busy.
 */
export const dispatchMachine = setup({
  types: {} as { context: DispatchContext; events: DmaEvent },
  guards: {
    none: ({ context }) => context.first === null,
    itself: ({ context, event }) => 'request' in event && event.request === context.first,
  },
  actions: {
    keep: assign({ first: ({ event, context }) => ('request' in event ? event.request : context.first) }),
    drop: assign({ first: null }),
  },
}).createMachine({
  id: 'dispatch',
  context: { first: null },
  initial: 'running',
  states: {
    running: {
      on: {
        MAP_REQUEST: [
          { guard: 'itself', actions: 'drop' },
          { guard: 'none', target: 'running' },
        ],
        MAP_REQUEST_FAILS: [
          { guard: 'none', actions: 'keep' },
          { guard: 'itself', target: 'running' },
        ],
        FAIL_REQUEST: { guard: 'itself', actions: 'drop' },
      },
    },
  },
});

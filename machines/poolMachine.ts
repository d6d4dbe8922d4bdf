import { setup } from 'xstate';
import type { DmaEvent, Visibility } from './alphabet.ts';

/** Parameters of a swiotlb pool. */
export interface PoolInput {
  /** What the pool's memory is meant to be. Default shared. */
  readonly visibility?: Visibility;
  /** Rule: a pool whose conversion failed is not handed out (Linux 7.3; 6.12 ignores the failure). Default true. */
  readonly failsClosed?: boolean;
  /** SWIOTLB_DYNAMIC: the pool may take further pages. Default false. */
  readonly dynamic?: boolean;
}

/**
 * A bounce pool. After a failed initialisation it is `unusable`, or `suspect`: handed out although nobody
 * knows what the host can read of it.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_update_mem_attributes (ignores the failure), Linux 7.3
 * swiotlb_mark_pool_used (fails closed).
 * Left out: areas and the search for slots (the byte side has them); a pool that goes away.
 */
export const poolMachine = setup({
  types: {} as { context: Required<PoolInput>; events: DmaEvent; input: PoolInput | undefined },
  guards: {
    failsClosed: ({ context }) => context.failsClosed,
    dynamic: ({ context }) => context.dynamic,
    itsMemory: ({ context, event }) => event.type === 'MAP_BOUNCED' && event.memory === context.visibility,
  },
}).createMachine({
  id: 'pool',
  context: ({ input }) => ({ visibility: 'shared', failsClosed: true, dynamic: false, ...input }),
  initial: 'uninitialised',
  states: {
    uninitialised: {
      on: {
        // The command line is read before the first pool is set up.
        FORCE_SWIOTLB: { target: 'uninitialised' },
        POOL_INIT: 'ready',
        POOL_INIT_FAILS: [{ guard: 'failsClosed', target: 'unusable' }, { target: 'suspect' }],
      },
    },
    ready: {
      on: {
        MAP_BOUNCED: { guard: 'itsMemory', target: 'ready' },
        POOL_GROW: { guard: 'dynamic', target: 'ready' },
        POOL_SHRINK: { guard: 'dynamic', target: 'ready' },
      },
    },
    suspect: { on: { MAP_BOUNCED: { guard: 'itsMemory', target: 'suspect' } } },
    unusable: {},
  },
});

import { assign, setup } from 'xstate';
import type { Content, DmaEvent, Visibility } from './alphabet.ts';

/** Parameters of a bounce slot. */
export interface SlotInput {
  /** Pool that the slot belongs to, and what that pool's memory is. Defaults: pool 0, shared. */
  readonly pool?: number;
  readonly visibility?: Visibility;
  /** Rule: a mapping copies the page in whatever its direction, so no older bytes stay. Default true. */
  readonly copiesInAlways?: boolean;
}

/**
 * One slot of a bounce pool. A released slot keeps its bytes: nothing clears it until the next mapping is
 * copied over them. `left` is the device that the bytes belong to.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_map_single (copies in for every direction since 5.18),
 * swiotlb_release_slots (clears nothing).
 * Left out: several slots for one mapping, padding, partial copies (the byte side has them); a private
 * device that writes a slot it was not given.
 */
export const slotMachine = setup({
  types: {} as {
    context: Required<SlotInput> & {
      readonly content: Content;
      readonly left: number | null;
      readonly device: number | null;
    };
    events: DmaEvent;
    input: SlotInput | undefined;
  },
  guards: {
    inThisPool: ({ context, event }) => event.type === 'MAP_BOUNCED' && event.pool === context.pool,
    itsBytes: ({ context, event }) =>
      event.type === 'UNMAP_BOUNCED' && event.device === context.device && event.content === context.content,
    hostReads: ({ context, event }) =>
      event.type === 'HOST_READ_SLOT' && context.visibility === 'shared' && event.content === context.content,
    hostReaches: ({ context }) => context.visibility === 'shared',
    reached: ({ context, event }) => 't' in event && (event.t === 1 || context.visibility === 'shared'),
    /** A private device writes only where it was told to; another device wherever hardware lets it. */
    writtenTo: ({ context, event }) =>
      event.type === 'DMA_WRITE_SLOT' &&
      (event.t === 1 ? event.device === context.device : context.visibility === 'shared'),
    writtenWhileFree: ({ context, event }) =>
      event.type === 'DMA_WRITE_SLOT' && event.t === 0 && context.visibility === 'shared',
  },
  actions: {
    fill: assign(({ context, event }) => {
      if (event.type !== 'MAP_BOUNCED') return {};
      const copied = context.copiesInAlways || event.dir !== 'FROM_DEVICE';
      return { device: event.device, ...(copied ? { content: event.content, left: event.device } : {}) };
    }),
    release: assign(({ context }) => ({
      device: null,
      content: context.content === 'secret' ? ('stale' as const) : context.content,
    })),
    refill: assign(({ event, context }) =>
      event.type === 'SYNC_FOR_DEVICE' ? { content: event.content, left: context.device } : {},
    ),
    /** What another device writes into a slot while it is held is not what that device left there before. */
    receive: assign(({ context, event }) => {
      if (event.type !== 'DMA_WRITE_SLOT') return {};
      return { content: event.data, left: context.device ?? event.device };
    }),
    overwrite: assign({ content: 'public' }),
  },
}).createMachine({
  id: 'slot',
  context: ({ input }) => ({
    pool: 0,
    visibility: 'shared',
    copiesInAlways: true,
    ...input,
    content: 'zero',
    left: null,
    device: null,
  }),
  initial: 'free',
  on: {
    HOST_WRITE_SLOT: { guard: 'hostReaches', actions: 'overwrite' },
  },
  states: {
    free: {
      on: {
        MAP_BOUNCED: { guard: 'inThisPool', target: 'held', actions: 'fill' },
        DMA_READ_SLOT: { guard: 'reached', target: 'free' },
        DMA_WRITE_SLOT: { guard: 'writtenWhileFree', actions: 'receive' },
        HOST_READ_SLOT: { guard: 'hostReads', target: 'free' },
      },
    },
    held: {
      on: {
        UNMAP_BOUNCED: { guard: 'itsBytes', target: 'free', actions: 'release' },
        SYNC_FOR_DEVICE: { actions: 'refill' },
        DMA_READ_SLOT: { guard: 'reached', target: 'held' },
        DMA_WRITE_SLOT: { guard: 'writtenTo', actions: 'receive' },
        HOST_READ_SLOT: { guard: 'hostReads', target: 'held' },
      },
    },
  },
});

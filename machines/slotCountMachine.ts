import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How large a pool is, and what a request needs of it. */
export interface SlotCountInput {
  /** Slots of the pool (`io_tlb_nslabs`), of IO_TLB_SIZE = 2,048 bytes. Default 1. */
  readonly nslabs?: number;
  /** Slots that each request needs at once: segments, header, status and indirect table together. Default 1. */
  readonly requestSlots?: number;
}

/** How many slots are in use. */
export interface SlotCountContext extends Required<SlotCountInput> {
  readonly used: number;
}

const fits = ({ used, requestSlots, nslabs }: SlotCountContext): boolean => used + requestSlots <= nslabs;

/**
 * A bounce pool as a counter of its slots: a request is mapped if and only if there are enough free ones.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_map_single, "swiotlb buffer is full"; struct io_tlb_mem, `nslabs` and `used`.
 * Left out: where the free slots lie. Real pools are full sooner (areas, segments of IO_TLB_SEGSIZE, alignment), so what
 * does not fit here never fits, and what fits here may not; the runtime's `IoTlbPool` knows. Pools that grow.
 */
export const slotCountMachine = setup({
  types: {} as { context: SlotCountContext; events: DmaEvent; input: SlotCountInput | undefined },
  guards: {
    enough: ({ context }) => fits(context),
    full: ({ context }) => !fits(context),
    inUse: ({ context }) => context.used > 0,
  },
  actions: {
    take: assign({ used: ({ context }) => context.used + context.requestSlots }),
    release: assign({ used: ({ context }) => context.used - context.requestSlots }),
  },
}).createMachine({
  id: 'slotCount',
  context: ({ input }) => ({ nslabs: input?.nslabs ?? 1, requestSlots: input?.requestSlots ?? 1, used: 0 }),
  initial: 'ready',
  states: {
    ready: {
      on: {
        MAP_REQUEST: { guard: 'enough', actions: 'take' },
        MAP_REQUEST_FAILS: { guard: 'full', target: 'ready' },
        UNMAP_REQUEST: { guard: 'inUse', actions: 'release' },
      },
    },
  },
});

import { smallWorld } from '../smallWorld.ts';

/** Slots of 2 KiB, two to a page; a pool that ends after slot 4, which is no multiple of a segment. */
const POOL = 4;
const PAGE = 2;

/**
 * A bounce pool of four slots in which slots are searched from a cursor: for streaming mappings of one slot or three,
 * and for coherent memory of one page, which is aligned to pages.
 *
 * Left out: areas and the wrap-around of the search.
 */
export const slotRuns = smallWorld({
  name: 'slotRuns',
  source:
    'Linux 6.9 kernel/dma/swiotlb.c swiotlb_search_pool_area (CVE-2024-35814); 6.7 swiotlb_init_io_tlb_pool (CVE-2023-52790)',
  facts: {
    cursor: 0,
    single: null as number | null,
    page: null as number | null,
    run: null as number | null,
  },
  rules: {
    alignSlots: 'the slot that is found must have the alignment that was asked for',
    clipToPool: 'a free run ends where the pool ends',
  },
  steps: {
    MAP_ONE: {
      by: 'guest',
      summary: 'a streaming mapping takes one slot',
      when: ({ single, cursor }) => single === null && cursor < POOL,
      effect: ({ cursor }) => ({ single: cursor, cursor: cursor + 1 }),
    },
    ALLOC_COHERENT: {
      by: 'guest',
      summary: 'a page of coherent memory is allocated: the page in which the slots that were found begin',
      when: ({ page, cursor }) => page === null && cursor + PAGE <= POOL,
      effect: ({ cursor }, _, { alignSlots }) => {
        const found = alignSlots ? Math.ceil(cursor / PAGE) * PAGE : cursor;
        return { page: Math.floor(found / PAGE) * PAGE, cursor: found + PAGE };
      },
    },
    MAP_RUN: {
      by: 'guest',
      summary: 'a streaming mapping takes three slots, if so many are free in a row',
      when: ({ run, cursor }, _, { clipToPool }) =>
        run === null && cursor < POOL && (!clipToPool || cursor + 3 <= POOL),
      effect: ({ cursor }) => ({ run: cursor, cursor: cursor + 3 }),
    },
  },
  claim: {
    name: 'oneOwnerPerSlot',
    summary: 'allocations lie within the pool and do not overlap',
    applies: ({ single, page, run }) => single !== null || page !== null || run !== null,
    holds: ({ single, page, run }) => {
      const slots = [
        ...(single === null ? [] : [single]),
        ...(page === null ? [] : [page, page + 1]),
        ...(run === null ? [] : [run, run + 1, run + 2]),
      ];
      return new Set(slots).size === slots.length && slots.every((slot) => slot < POOL);
    },
  },
});

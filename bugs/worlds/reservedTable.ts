import { smallWorld } from '../smallWorld.ts';

const PAGE_SIZE = 4096;
/** The table of unaccepted memory as firmware left it: a page long, and not on a page boundary. */
const TABLE = { start: 6144, size: 4096 } as const;
const pageOf = (address: number): number => Math.floor(address / PAGE_SIZE);
const LAST_PAGE = pageOf(TABLE.start + TABLE.size - 1);

/** Pages 0 to 3 of memory, and which of them the kernel keeps out of the page allocator for the table. */
export const reservedTable = smallWorld({
  name: 'reservedTable',
  source: 'Linux 7.0 drivers/firmware/efi/efi.c reserve_unaccepted',
  facts: { reservedTo: null as number | null, overwritten: false, accepted: true },
  rules: { reserveWholePages: 'a reservation covers every page that the object touches' },
  steps: {
    RESERVE: {
      by: 'guest',
      summary: 'memblock_reserve of the table, in whole pages from where it starts',
      when: ({ reservedTo }) => reservedTo === null,
      effect: (_, __, { reserveWholePages }) => ({
        reservedTo: reserveWholePages
          ? LAST_PAGE
          : pageOf(TABLE.start) + Math.ceil(TABLE.size / PAGE_SIZE) - 1,
      }),
    },
    ALLOC_WRITE: {
      by: 'guest',
      values: { page: [0, 1, 2, 3] },
      summary: 'the page is allocated, and its new owner writes to it',
      when: ({ reservedTo }, { page }) =>
        reservedTo !== null && (Number(page) < pageOf(TABLE.start) || Number(page) > reservedTo),
      effect: (_, { page }) => ({
        overwritten: Number(page) >= pageOf(TABLE.start) && Number(page) <= LAST_PAGE,
      }),
    },
    TOUCH: {
      by: 'guest',
      summary: 'the kernel touches memory that the table calls accepted',
      when: ({ reservedTo }) => reservedTo !== null,
      effect: ({ overwritten }) => ({ accepted: !overwritten }),
    },
  },
  claim: {
    name: 'exactReservation',
    summary: 'nobody writes over the table, so that no unaccepted page is taken for an accepted one',
    applies: ({ reservedTo }) => reservedTo !== null,
    holds: ({ accepted }) => accepted,
  },
});

import { assign, setup } from 'xstate';
import { claimsFor, defineEvents, type EventOf, type System } from '../../composition/index.ts';
import type { Rule } from '../../rules/index.ts';

const alphabet = defineEvents({
  ALLOC: { by: 'guest', summary: 'dma_alloc_coherent allocates the pages of the buffer' },
  TO_SHARED: { by: 'guest', summary: 'the range is converted to shared' },
  TO_PRIVATE: { by: 'guest', summary: 'the range is converted back to private' },
  FREE: { by: 'guest', summary: 'the pages of the buffer go back to the page allocator' },
  WRITE_SECRET: {
    by: 'guest',
    index: ['page'],
    summary: 'another owner writes a secret to a page of its own',
  },
});

/** How many pages 12,000 bytes are: by the page, or by the order that the page allocator hands out. */
type Counting = 'PFN_UP' | 'get_order';
const SIZE = 12_000;
const PAGE_SIZE = 4096;
const pagesIn: Readonly<Record<Counting, number>> = {
  PFN_UP: Math.ceil(SIZE / PAGE_SIZE),
  get_order: 2 ** Math.ceil(Math.log2(SIZE / PAGE_SIZE)),
};

/** How the pages of a buffer are counted where it is allocated, shared and restored. */
export interface RangeInput {
  readonly index: number;
  readonly allocates: Counting;
  readonly shares: Counting;
  readonly restores: Counting;
}

/** One page in the neighbourhood of the buffer, which begins at page 0. */
const page = setup({
  types: {} as {
    context: RangeInput & { readonly owner: 'free' | 'buffer' | 'other'; readonly host: boolean };
    events: EventOf<typeof alphabet>;
    input: RangeInput;
  },
  guards: {
    ofBuffer: ({ context }) => context.owner === 'buffer',
    notOfBuffer: ({ context }) => context.owner !== 'buffer',
    available: ({ context: { index, allocates, owner } }) => index >= pagesIn[allocates] || owner === 'free',
  },
  actions: {
    alloc: assign(({ context: { index, allocates, owner } }) =>
      index < pagesIn[allocates] ? { owner: 'buffer' as const } : { owner },
    ),
    share: assign(({ context: { index, shares, host } }) => ({ host: host || index < pagesIn[shares] })),
    restore: assign(({ context: { index, restores, host } }) => ({
      host: host && index >= pagesIn[restores],
    })),
    free: assign(({ context: { owner } }) => ({ owner: owner === 'buffer' ? ('free' as const) : owner })),
    take: assign({ owner: 'other' }),
  },
}).createMachine({
  id: 'page',
  context: ({ input }) => ({ ...input, owner: 'free', host: false }),
  initial: 'unallocated',
  on: {
    WRITE_SECRET: { guard: 'notOfBuffer', actions: 'take' },
  },
  states: {
    // A page that somebody else has cannot be allocated again.
    unallocated: { on: { ALLOC: { guard: 'available', target: 'allocated', actions: 'alloc' } } },
    allocated: { on: { TO_SHARED: { target: 'shared', actions: 'share' } } },
    shared: { on: { TO_PRIVATE: { target: 'restored', actions: 'restore' } } },
    restored: { on: { FREE: { target: 'freed', actions: 'free' } } },
    freed: {},
  },
});

const { always } = claimsFor<{ page: typeof page }, typeof alphabet>();

const exactRange = always({
  name: 'exactRange',
  summary: 'what is converted is what was allocated, so that the host reaches no page of another owner',
  source: 'Linux 5.19 kernel/dma/direct.c dma_set_decrypted, dma_set_encrypted',
  over: ['page'],
  applies: ({ page: { context } }) => context.owner === 'other',
  holds: ({ page: { context } }) => !context.host,
});

/** A buffer whose size is no power of two pages, and the page after it. */
export const convertedRange = (name: string, allocates: Counting): System => ({
  name,
  alphabet,
  families: {
    page: {
      machine: page,
      input: (index: number): RangeInput => ({ index, allocates, shares: allocates, restores: allocates }),
    },
  },
  sizes: { page: 4 },
  claims: [exactRange],
});

const source = 'Linux 5.19 kernel/dma/direct.c';

/** Rules of who converts a range. */
export const rangeRules = {
  shareWhatWasAllocated: {
    name: 'shareWhatWasAllocated',
    summary: 'as many pages are made shared as were allocated',
    source,
    machine: page,
    off: { shares: 'get_order' },
  },
  restoreWhatWasShared: {
    name: 'restoreWhatWasShared',
    summary: 'as many pages are made private again as were made shared',
    source,
    machine: page,
    off: { restores: 'PFN_UP' },
  },
} satisfies Readonly<Record<string, Rule>>;

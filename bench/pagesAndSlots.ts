import { assign, setup } from 'xstate';
import { defineEvents, type EventOf, type System } from '../composition/index.ts';

/**
 * A model with a known number of states, for comparing engines and checkers: P pages, M translation slots.
 * Reachable states: sum over k of C(P,k) 2^(P-k) ((k+1)^2+k)^M; 2x2 has 225 states and 1,148
 * transitions, 3x3 has 16,353 and 141,981, 4x4 has 2,121,249 and 26,465,568. The faulty variant, whose
 * TO_PRIVATE forgets the translation cache, is violated in 6 steps.
 */
const alphabet = defineEvents({
  TO_SHARED: { by: 'guest', index: ['page'], summary: 'the page becomes shared' },
  SECRET: { by: 'guest', index: ['page'], summary: 'a secret is written to the page' },
  TO_PRIVATE: { by: 'guest', index: ['page'], summary: 'the page becomes private' },
  MAP: { by: 'guest', index: ['page', 'slot'], summary: 'the slot maps the page' },
  UNMAP: { by: 'guest', index: ['slot'], summary: 'the slot maps nothing' },
  START: { by: 'device', index: ['slot'], summary: 'the device starts to use the slot' },
  FINISH: { by: 'device', index: ['slot'], summary: 'the device is done' },
  FLUSH: { by: 'guest', index: ['slot'], summary: 'the cached translation is dropped' },
});

const page = setup({ types: {} as { events: EventOf<typeof alphabet> } }).createMachine({
  id: 'page',
  initial: 'clean',
  states: {
    clean: { on: { TO_SHARED: 'shared', SECRET: 'secret' } },
    secret: { on: { TO_SHARED: 'shared' } },
    shared: { on: { TO_PRIVATE: 'clean', MAP: { target: 'shared' } } },
  },
});

const slot = (forgetsCache: boolean) =>
  setup({
    types: {} as {
      context: { map: number | null; tlb: number | null; busy: boolean };
      events: EventOf<typeof alphabet>;
    },
    guards: {
      empty: ({ context }) => context.map === null,
      idle: ({ context }) => context.map !== null && !context.busy,
      busy: ({ context }) => context.busy,
      cached: ({ context }) => context.tlb !== null && !context.busy,
      doesNotUse: ({ context, event }) =>
        event.type === 'TO_PRIVATE' &&
        context.map !== event.page &&
        (forgetsCache || context.tlb !== event.page),
    },
    actions: {
      map: assign(({ event }) => (event.type === 'MAP' ? { map: event.page } : {})),
      unmap: assign({ map: null }),
      start: assign(({ context }) => ({ tlb: context.map, busy: true })),
      finish: assign({ busy: false }),
      flush: assign({ tlb: null }),
    },
  }).createMachine({
    id: 'slot',
    context: { map: null, tlb: null, busy: false },
    initial: 'slot',
    states: {
      slot: {
        on: {
          MAP: { guard: 'empty', actions: 'map' },
          UNMAP: { guard: 'idle', actions: 'unmap' },
          START: { guard: 'idle', actions: 'start' },
          FINISH: { guard: 'busy', actions: 'finish' },
          FLUSH: { guard: 'cached', actions: 'flush' },
          TO_PRIVATE: { guard: 'doesNotUse', target: 'slot' },
        },
      },
    },
  });

/** P pages and M slots, correct or with the bug. */
export const pagesAndSlots = (pages: number, slots: number, forgetsCache = false): System => ({
  name: 'pagesAndSlots',
  alphabet,
  families: { page: { machine: page }, slot: { machine: slot(forgetsCache) } },
  sizes: { page: pages, slot: slots },
  claims: [
    {
      kind: 'always',
      name: 'cachedPageIsShared',
      summary: 'a page in a translation cache is shared',
      source: 'the model itself',
      over: ['slot', 'page'],
      applies: ({ slot, page }) => slot?.context.tlb === page?.index,
      holds: ({ page }) => page?.value === 'shared',
    },
  ],
});

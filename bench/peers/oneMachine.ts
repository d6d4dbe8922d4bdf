import { assign, setup } from 'xstate';
import type { World } from '../counts.ts';

/** An event of the model as one machine: `page` and `slot` where it names them. */
export type OneMachineEvent =
  | { readonly type: 'TO_SHARED' | 'SECRET' | 'TO_PRIVATE'; readonly page: number }
  | { readonly type: 'UNMAP' | 'START' | 'FINISH' | 'FLUSH'; readonly slot: number }
  | { readonly type: 'MAP'; readonly page: number; readonly slot: number };

interface Context {
  readonly page: readonly ('clean' | 'secret' | 'shared')[];
  readonly map: readonly (number | null)[];
  readonly tlb: readonly (number | null)[];
  readonly busy: readonly boolean[];
}

const pageOf = (event: OneMachineEvent): number => ('page' in event ? event.page : -1);
const slotOf = (event: OneMachineEvent): number => ('slot' in event ? event.slot : -1);
const range = (count: number): number[] => [...Array(count).keys()];

/** The bench model as one machine with arrays in its context, which is how `xstate/graph` can be given it. */
export function oneMachine({ pages, slots }: World) {
  const machine = setup({
    types: {} as { context: Context; events: OneMachineEvent },
    guards: {
      notShared: ({ context, event }) => context.page[pageOf(event)] !== 'shared',
      clean: ({ context, event }) => context.page[pageOf(event)] === 'clean',
      unused: ({ context: { page, map, tlb }, event }) =>
        page[pageOf(event)] === 'shared' && !map.includes(pageOf(event)) && !tlb.includes(pageOf(event)),
      empty: ({ context: { page, map }, event }) =>
        map[slotOf(event)] === null && page[pageOf(event)] === 'shared',
      idle: ({ context: { map, busy }, event }) => map[slotOf(event)] !== null && !busy[slotOf(event)],
      busy: ({ context, event }) => context.busy[slotOf(event)] === true,
      cached: ({ context: { tlb, busy }, event }) => tlb[slotOf(event)] !== null && !busy[slotOf(event)],
    },
    actions: {
      share: assign({ page: ({ context, event }) => context.page.with(pageOf(event), 'shared') }),
      write: assign({ page: ({ context, event }) => context.page.with(pageOf(event), 'secret') }),
      clean: assign({ page: ({ context, event }) => context.page.with(pageOf(event), 'clean') }),
      map: assign({ map: ({ context, event }) => context.map.with(slotOf(event), pageOf(event)) }),
      unmap: assign({ map: ({ context, event }) => context.map.with(slotOf(event), null) }),
      start: assign({
        tlb: ({ context, event }) => context.tlb.with(slotOf(event), context.map[slotOf(event)] ?? null),
        busy: ({ context, event }) => context.busy.with(slotOf(event), true),
      }),
      finish: assign({ busy: ({ context, event }) => context.busy.with(slotOf(event), false) }),
      flush: assign({ tlb: ({ context, event }) => context.tlb.with(slotOf(event), null) }),
    },
  }).createMachine({
    id: 'pagesAndSlots',
    context: {
      page: range(pages).map(() => 'clean'),
      map: range(slots).map(() => null),
      tlb: range(slots).map(() => null),
      busy: range(slots).map(() => false),
    },
    on: {
      TO_SHARED: { guard: 'notShared', actions: 'share' },
      SECRET: { guard: 'clean', actions: 'write' },
      TO_PRIVATE: { guard: 'unused', actions: 'clean' },
      MAP: { guard: 'empty', actions: 'map' },
      UNMAP: { guard: 'idle', actions: 'unmap' },
      START: { guard: 'idle', actions: 'start' },
      FINISH: { guard: 'busy', actions: 'finish' },
      FLUSH: { guard: 'cached', actions: 'flush' },
    },
  });
  const events: readonly OneMachineEvent[] = [
    ...range(pages).flatMap((page): OneMachineEvent[] => [
      { type: 'TO_SHARED', page },
      { type: 'SECRET', page },
      { type: 'TO_PRIVATE', page },
      ...range(slots).map((slot): OneMachineEvent => ({ type: 'MAP', page, slot })),
    ]),
    ...range(slots).flatMap((slot): OneMachineEvent[] => [
      { type: 'UNMAP', slot },
      { type: 'START', slot },
      { type: 'FINISH', slot },
      { type: 'FLUSH', slot },
    ]),
  ];
  return { machine, events };
}

import { assign, setup } from 'xstate';
import { defineEvents, type System } from '../../composition/index.ts';
import type { Proposal } from '../../proposals/index.ts';

/**
 * A lamp that a guard keeps from being switched on too often, and a hand that switches it. With the default limit it is
 * on once and can be reset: 4 local states. A hand never throws it, so THROW is a row that no design lets matter.
 */
export const lampMachine = setup({
  types: {} as {
    context: { readonly limit: number; readonly count: number };
    events: { type: 'SWITCH' } | { type: 'RESET' } | { type: 'THROW' };
    input: { readonly limit?: number } | undefined;
  },
  guards: { mayGoOn: ({ context }) => context.count < context.limit },
  actions: {
    count: assign(({ context }) => ({ count: Math.min(context.count + 1, 2) })),
    clear: assign({ count: 0 }),
  },
}).createMachine({
  id: 'lamp',
  context: ({ input }) => ({ limit: 1, ...input, count: 0 }),
  initial: 'off',
  on: { RESET: { actions: 'clear' } },
  states: {
    off: { on: { SWITCH: { guard: 'mayGoOn', target: 'on', actions: 'count' } } },
    on: { on: { SWITCH: 'off', THROW: 'broken' } },
    broken: {},
  },
});

const handMachine = setup({
  types: {} as { events: { type: 'SWITCH' } | { type: 'THROW' } },
}).createMachine({
  id: 'hand',
  initial: 'empty',
  states: { empty: { on: { SWITCH: { target: 'empty' } } }, full: { on: { THROW: 'empty' } } },
});

const system: System = {
  name: 'lampAndHand',
  alphabet: defineEvents({
    SWITCH: { by: 'hand', summary: '' },
    RESET: { by: 'hand', summary: '' },
    THROW: { by: 'hand', summary: '' },
  }),
  families: { lamp: { machine: lampMachine }, hand: { machine: handMachine } },
  claims: [
    {
      kind: 'always',
      name: 'onAtMostOnce',
      summary: 'a lamp is on no more often than it may be',
      source: 'this file',
      over: ['lamp'],
      applies: ({ lamp }) => lamp?.value === 'on',
      holds: ({ lamp }) => (lamp?.context['count'] as number) <= 1,
    },
    {
      kind: 'always',
      name: 'onIsCounted',
      summary: 'a lamp that is on has been counted, which SWITCH and then RESET show to be false',
      source: 'this file',
      over: ['lamp'],
      applies: ({ lamp }) => lamp?.value === 'on',
      holds: ({ lamp }) => (lamp?.context['count'] as number) >= 1,
    },
  ],
};

/**
 * The lamp as a design. Off with 0, on with 1, off with 1, and on with 0 after a RESET: 4 states. SWITCH goes from off 0
 * to on 1, from on 1 to off 1, from on 0 to off 0, and RESET is possible everywhere: 7 transitions.
 */
export const lampDesign: Proposal = {
  systems: [],
  title: '',
  argument: '',
  objection: '',
  sources: [],
  moves: [],
  system,
  smallSizes: {},
  pinned: { states: 4, transitions: 7 },
  stands: { onAtMostOnce: 'holds', onIsCounted: { violated: 2 } },
};

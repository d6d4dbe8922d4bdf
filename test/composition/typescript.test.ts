import { describe, expect, test } from '@jest/globals';
import { assign, setup } from 'xstate';
import { machineOf } from '../../composition/index.ts';

/**
 * Typed machines with slips that TypeScript lets pass: the suite is type-checked, and there is no cast
 * below. If a later compiler or XState finds one, the slip becomes a type error here, and good news.
 */
const typed = setup({
  types: {} as {
    context: { readonly count: number };
    events: { readonly type: 'OPEN'; readonly by: 'owner' | 'thief' } | { readonly type: 'CLOSE' };
  },
  guards: {
    isOwner: ({ event }) => event.type === 'OPEN' && event.by === 'owner',
    isBelow: ({ context }, most: number) => context.count < most,
  },
  actions: { count: assign({ count: ({ context }) => Math.min(context.count + 1, 3) }) },
});

describe('slips that compile are refused all the same', () => {
  test('a misspelt guard, which XState would leave out: the door opens to thieves', () => {
    const door = typed.createMachine({
      id: 'door',
      context: { count: 0 },
      initial: 'shut',
      states: {
        shut: { on: { OPEN: { gaurd: 'isOwner', target: 'open', actions: 'count' } } },
        open: { on: { CLOSE: { guard: { type: 'isBelow', params: 3 }, target: 'shut' } } },
      },
    });
    expect(() => machineOf(door)).toThrow(
      'machine door: OPEN of state door.shut has an unknown key gaurd, which XState would ignore; did you mean guard?',
    );
  });

  test('a misspelt on and a misspelt type', () => {
    const door = (slip: 'onn' | 'tpye') =>
      slip === 'onn'
        ? typed.createMachine({
            id: 'door',
            context: { count: 0 },
            initial: 'shut',
            states: {
              shut: {
                onn: { OPEN: 'open' },
                on: { CLOSE: { guard: { type: 'isBelow', params: 3 }, target: 'shut' } },
              },
              open: {},
            },
          })
        : typed.createMachine({
            id: 'door',
            context: { count: 0 },
            initial: 'shut',
            states: {
              shut: { on: { OPEN: { guard: { type: 'isBelow', params: 3 }, target: 'open' } } },
              open: {
                on: { CLOSE: { guard: { type: 'isBelow', params: 3 }, target: 'shut' } },
                tpye: 'final',
              },
            },
          });
    expect(() => machineOf(door('onn'))).toThrow(
      'unknown key onn, which XState would ignore; did you mean on?',
    );
    expect(() => machineOf(door('tpye'))).toThrow(
      'unknown key tpye, which XState would ignore; did you mean type?',
    );
  });
});

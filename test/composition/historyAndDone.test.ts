import { describe, expect, test } from '@jest/globals';
import { assign, createMachine, setup } from 'xstate';
import { check } from '../../checker/index.ts';
import { compose, defineEvents, type System } from '../../composition/index.ts';
import { moves } from '../fixtures/moves.ts';

describe('history', () => {
  const phone = createMachine({
    id: 'phone',
    initial: 'on',
    states: {
      on: {
        initial: 'ring',
        states: {
          ring: { on: { MUTE: 'silent' } },
          silent: { on: { MUTE: 'ring' } },
          last: { type: 'history' },
        },
        on: { SWITCH: 'off' },
      },
      off: { on: { SWITCH: 'on.last' } },
    },
  });

  test('two states that are off alike, and differ in what they remember, are two states', () => {
    expect(moves(phone, ['MUTE', 'SWITCH'])).toEqual([
      '{on:ring} --MUTE--> {on:silent}',
      '{on:ring} --SWITCH--> off',
      '{on:silent} --MUTE--> {on:ring}',
      '{on:silent} --SWITCH--> off',
      'off --SWITCH--> {on:ring}',
      'off --SWITCH--> {on:silent}',
      // As at first, but for the memory of having been off: it makes no difference to what follows.
      '{on:ring} --MUTE--> {on:silent}',
      '{on:ring} --SWITCH--> off',
      '{on:silent} --MUTE--> {on:ring}',
      '{on:silent} --SWITCH--> off',
      '{on:silent} --MUTE--> {on:ring}',
      '{on:silent} --SWITCH--> off',
      '{on:ring} --MUTE--> {on:silent}',
      '{on:ring} --SWITCH--> off',
    ]);
  });

  test('a bad state that is reached only through history is reached', async () => {
    // With the default key of @xstate/graph, the silent phone that was switched off is never switched on again.
    const alphabet = defineEvents({ MUTE: { by: 'user', summary: '' }, SWITCH: { by: 'user', summary: '' } });
    const wasOff = createMachine({
      initial: 'no',
      states: { no: { on: { SWITCH: 'yes' } }, yes: { on: { SWITCH: { target: 'yes' } } } },
    });
    const system: System = {
      name: 'phone',
      alphabet,
      families: { phone: { machine: phone }, wasOff: { machine: wasOff } },
      claims: [
        {
          kind: 'always',
          name: 'ringsAfterBeingOff',
          summary: 'a phone that was switched off and on again rings',
          source: 'wishful thinking',
          over: ['phone', 'wasOff'],
          applies: ({ phone, wasOff }) => wasOff?.value === 'yes' && phone?.value !== 'off',
          holds: ({ phone }) => JSON.stringify(phone?.value) === JSON.stringify({ on: 'ring' }),
        },
      ],
    };
    for (const engine of ['explicit', 'reference'] as const) {
      const { claims } = await check(compose(system), { engine });
      expect(claims[0]?.verdict).toBe('violated');
      expect(claims[0]?.trace).toHaveLength(3);
    }
  });

  test('shallow history forgets what deep history remembers', () => {
    const twoDeep = (history: 'shallow' | 'deep') =>
      createMachine({
        initial: 'in',
        states: {
          in: {
            initial: 'a',
            states: {
              a: { initial: 'x', states: { x: { on: { NEXT: 'y' } }, y: {} } },
              last: { type: 'history', history },
            },
            on: { LEAVE: 'out' },
          },
          out: { on: { BACK: 'in.last' } },
        },
      });
    expect(moves(twoDeep('deep'), ['NEXT', 'LEAVE', 'BACK'])).toContain('out --BACK--> {in:{a:y}}');
    expect(moves(twoDeep('shallow'), ['NEXT', 'LEAVE', 'BACK'])).not.toContain('out --BACK--> {in:{a:y}}');
    expect(moves(twoDeep('shallow'), ['NEXT', 'LEAVE', 'BACK'])).toContain('out --BACK--> {in:{a:x}}');
  });
});

describe('a machine that is done', () => {
  test('refuses everything, also what its root handles', () => {
    const machine = setup({ types: {} as { context: { n: number } } }).createMachine({
      context: { n: 0 },
      initial: 'busy',
      on: {
        COUNT: {
          guard: ({ context }) => context.n < 2,
          actions: assign({ n: ({ context }) => context.n + 1 }),
        },
      },
      states: { busy: { on: { END: 'over' } }, over: { type: 'final' } },
    });
    const all = moves(machine, ['COUNT', 'END']);
    expect(all).toContain('busy n=0 --COUNT--> busy n=1');
    expect(all.filter((line) => line.startsWith('over'))).toEqual([]);
  });

  test('a compound state that is done is not the end of the machine: onDone moves on', () => {
    const machine = createMachine({
      initial: 'work',
      states: {
        work: {
          initial: 'first',
          states: { first: { on: { STEP: 'end' } }, end: { type: 'final' } },
          onDone: 'rest',
        },
        rest: { on: { STEP: 'work' } },
      },
    });
    expect(moves(machine, ['STEP'])).toEqual(['{work:first} --STEP--> rest', 'rest --STEP--> {work:first}']);
  });
});

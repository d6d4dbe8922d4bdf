import { describe, expect, test } from '@jest/globals';
import { assign, createMachine, emit, enqueueActions, raise, setup, stateIn } from 'xstate';
import { check } from '../../checker/index.ts';
import { type Alphabet, compose, machineOf, type System } from '../../composition/index.ts';
import { moves } from '../fixtures/moves.ts';

describe('transitions', () => {
  test('a transition without target and actions forbids the event, also where a parent handles it', () => {
    const machine = createMachine({
      initial: 'a',
      on: { X: '.b' },
      states: { a: { on: { Y: 'b' } }, b: { on: { X: {}, Y: 'a' } } },
    });
    expect(moves(machine, ['X', 'Y'])).toEqual(['a --X--> b', 'a --Y--> b', 'b --Y--> a']);
    expect(machineOf(machine).handles).toEqual(new Set(['X', 'Y']));
  });

  test('an event that is only ever forbidden is handled', () => {
    expect(machineOf(createMachine({ on: { X: {} } })).handles).toEqual(new Set(['X']));
  });

  test('a transition with actions and no target is accepted, without leaving the state', () => {
    const machine = setup({ types: {} as { context: { entries: number; said: boolean } } }).createMachine({
      context: { entries: 0, said: false },
      initial: 'a',
      states: {
        a: {
          entry: assign({ entries: ({ context }) => context.entries + 1 }),
          on: { SAY: { actions: assign({ said: true }) } },
        },
      },
    });
    expect(moves(machine, ['SAY'])).toEqual([
      'a said=false --SAY--> a said=true',
      'a said=true --SAY--> a said=true',
    ]);
  });

  test('reenter runs exit and entry again, a plain target of itself does not', () => {
    const machine = (reenter: boolean) =>
      setup({ types: {} as { context: { entries: number } } }).createMachine({
        context: { entries: 0 },
        initial: 'a',
        states: {
          a: {
            entry: assign({ entries: ({ context }) => Math.min(context.entries + 1, 2) }),
            on: { AGAIN: { target: 'a', reenter } },
          },
        },
      });
    expect(moves(machine(true), ['AGAIN'])).toEqual([
      'a entries=1 --AGAIN--> a entries=2',
      'a entries=2 --AGAIN--> a entries=2',
    ]);
    expect(moves(machine(false), ['AGAIN'])).toEqual(
      ['a entries=1 --AGAIN--> a entries=1'].map((line) => line.replaceAll(' entries=1', '')),
    );
  });

  test('guards are tried in order, and a refusing child leaves the event to its parent', () => {
    const machine = setup({ types: {} as { events: { type: 'GO'; to: number } } }).createMachine({
      initial: 'a',
      on: { GO: '.z' },
      states: {
        a: {
          on: {
            GO: [
              { guard: ({ event }) => event.to === 1, target: 'b' },
              { guard: ({ event }) => event.to === 2, target: 'c' },
            ],
          },
        },
        b: { on: { GO: {} } },
        c: { on: { GO: {} } },
        z: { on: { GO: {} } },
      },
    });
    expect(
      moves(
        machine,
        [1, 2, 3].map((to) => ({ type: 'GO', to })),
      ),
    ).toEqual(['a --GO(to=1)--> b', 'a --GO(to=2)--> c', 'a --GO(to=3)--> z']);
  });

  test('every event of the alphabet is asked about, with every parameter, not only those that a list adds', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { on: { X: 'b', Y: 'c' } }, b: { on: { Z: 'a' } }, c: {} },
    });
    expect(moves(machine, ['X', 'Y', 'Z'])).toEqual(['a --X--> b', 'a --Y--> c', 'b --Z--> a']);
  });
});

test('parallel states move together, and stateIn may look across', () => {
  const machine = createMachine({
    id: 'pair',
    type: 'parallel',
    states: {
      left: { initial: 'off', states: { off: { on: { ALL: 'on' } }, on: {} } },
      right: {
        initial: 'off',
        states: {
          off: { on: { ALL: 'on', LATE: { guard: stateIn({ left: 'on' }), target: 'on' } } },
          on: { on: { BACK: 'off' } },
        },
      },
    },
  });
  expect(moves(machine, ['ALL', 'LATE', 'BACK'])).toEqual([
    '{left:off,right:off} --ALL--> {left:on,right:on}',
    '{left:on,right:on} --BACK--> {left:on,right:off}',
    '{left:on,right:off} --ALL--> {left:on,right:on}',
    '{left:on,right:off} --LATE--> {left:on,right:on}',
  ]);
});

describe('events that a machine sends itself', () => {
  const machine = createMachine({
    id: 'relay',
    initial: 'a',
    states: {
      a: { on: { GO: { target: 'b', actions: raise({ type: 'CLICK' }) } } },
      b: { on: { CLICK: 'c' } },
      c: {},
    },
  });
  const system = (alphabet: Alphabet, of = machine): System => ({
    name: 's',
    alphabet,
    families: { relay: { machine: of } },
    claims: [],
  });
  const go = { by: 'user', summary: '' };

  test('are part of the step that raised them, and are no steps of their own', () => {
    expect(moves(machine, ['GO'])).toEqual(['a --GO--> c']);
    expect(compose(system({ GO: go })).network.steps.map(({ name }) => name)).toEqual(['GO']);
  });

  test('cannot be events of the alphabet, since no other part would hear them', () => {
    expect(() => compose(system({ GO: go, CLICK: go }))).toThrow(
      'machine relay raises CLICK, which is in the alphabet; only the machine itself would hear it, so raise a type of its own',
    );
  });

  test('one that is handled and neither raised nor declared is missed, with the nearest name', () => {
    const typo = createMachine({ id: 'relay', on: { GOO: {} } });
    expect(() => compose(system({ GO: go }, typo as never))).toThrow(
      'machine relay handles GOO, which is not in the alphabet; did you mean GO?',
    );
  });

  test('emit and log are heard by nobody and allowed', () => {
    const telling = createMachine({
      initial: 'a',
      states: {
        a: {
          on: {
            GO: {
              target: 'b',
              actions: [
                emit({ type: 'SAID' }),
                enqueueActions(({ enqueue }) => enqueue.emit({ type: 'SAID' })),
              ],
            },
          },
        },
        b: {},
      },
    });
    expect(moves(telling, ['GO'])).toEqual(['a --GO--> b']);
  });
});

test('a guard that reads a parameter which the event does not have is refused, not quietly false', () => {
  const machine = (read: string) =>
    createMachine({
      id: 'reader',
      initial: 'a',
      states: { a: { on: { GO: { guard: ({ event }) => event[read] === 0, target: 'b' } } }, b: {} },
    });
  expect(moves(machine('device'), [{ type: 'GO', device: 0 }])).toEqual(['a --GO(device=0)--> b']);
  expect(() => moves(machine('dev'), [{ type: 'GO', device: 0 }])).toThrow(
    'machine reader: reads dev of GO, which has only type, device',
  );
  const assigning = createMachine({
    id: 'reader',
    context: { at: 0 },
    on: { GO: { actions: assign({ at: ({ event }) => event['dev'] }) } },
  });
  expect(() => moves(assigning, [{ type: 'GO', device: 0 }])).toThrow(
    'machine reader: reads dev of GO, which has only type, device',
  );
});

describe('provide()', () => {
  const original = setup({ guards: { allowed: () => false } }).createMachine({
    id: 'lock',
    initial: 'shut',
    states: { shut: { on: { OPEN: { guard: 'allowed', target: 'open' } } }, open: {} },
  });
  const mutant = original.provide({ guards: { allowed: () => true } });

  test('a mutant runs its own guards, and the original keeps its', () => {
    expect(moves(original, ['OPEN'])).toEqual([]);
    expect(moves(mutant, ['OPEN'])).toEqual(['shut --OPEN--> open']);
    expect(moves(original, ['OPEN'])).toEqual([]);
  });

  test('in both engines', async () => {
    const claim = {
      kind: 'always' as const,
      name: 'shut',
      summary: '',
      source: '',
      over: ['lock'],
      applies: () => true,
      holds: ({ lock }: { lock?: { value: string } }) => lock?.value === 'shut',
    };
    const system = (machine: typeof original): System => ({
      name: 's',
      alphabet: { OPEN: { by: 'user', summary: '' } },
      families: { lock: { machine } },
      claims: [claim as never],
    });
    for (const engine of ['explicit', 'reference'] as const) {
      expect((await check(compose(system(original)), { engine })).claims[0]?.verdict).toBe('holds');
      expect((await check(compose(system(mutant)), { engine })).claims[0]?.verdict).toBe('violated');
    }
  });
});

test('input reaches the context, for each machine its own', () => {
  const machine = setup({ types: {} as { context: { n: number }; input: { n: number } } }).createMachine({
    context: ({ input }) => ({ n: input.n }),
    initial: 'a',
    states: { a: { on: { GO: { guard: ({ context }) => context.n === 1, target: 'b' } } }, b: {} },
  });
  expect(moves(machine, ['GO'], { n: 0 })).toEqual([]);
  expect(moves(machine, ['GO'], { n: 1 })).toEqual(['a --GO--> b']);
});

test('the machine that was given is not changed', () => {
  const machine = createMachine({ context: { n: 0 }, initial: 'a', states: { a: {} } });
  const { options } = machine;
  machineOf(machine);
  expect(machine.options).toBe(options);
});

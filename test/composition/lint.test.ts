import { describe, expect, test } from '@jest/globals';
import {
  type AnyStateMachine,
  and,
  assign,
  cancel,
  createMachine,
  enqueueActions,
  fromPromise,
  not,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
} from 'xstate';
import { machineOf } from '../../composition/index.ts';

/**
 * A door whose config has `oddity` mixed in somewhere. TypeScript finds few of these by itself: beside
 * guards and parameters it stops checking state configs for unknown keys, hence the untyped config here.
 */
type Config = Record<string, unknown>;
const door = (where: {
  root?: Config;
  state?: Config;
  nested?: Config;
  transition?: Config;
}): AnyStateMachine =>
  setup({ guards: { unlocked: () => true }, actions: { creak: assign({}) } }).createMachine({
    id: 'door',
    initial: 'closed',
    context: {},
    ...where.root,
    states: {
      closed: { on: { OPEN: { target: 'open', ...where.transition } }, ...where.state },
      open: { initial: 'wide', states: { wide: { ...where.nested } } },
    },
  } as never) as unknown as AnyStateMachine;

const refusal = (machine: AnyStateMachine): string => {
  try {
    machineOf(machine);
  } catch (error) {
    expect(error).toMatchObject({ name: 'MachineError', machine: machine.id });
    return (error as Error).message;
  }
  return 'not refused';
};

test('the door as such is accepted, and so is what only describes', () => {
  expect(refusal(door({}))).toBe('not refused');
  const described = { description: 'x', meta: { x: 1 }, tags: ['x'], entry: 'creak', exit: ['creak'] };
  expect(
    refusal(
      door({ state: described, root: { version: '1' }, transition: { description: 'x', reenter: true } }),
    ),
  ).toBe('not refused');
  expect(refusal(createMachine({ id: 'typed', types: {} as { events: { type: 'X' } }, on: { X: {} } }))).toBe(
    'not refused',
  );
});

describe('a key that XState would ignore is refused, with the nearest one', () => {
  test.each([
    [
      'transition',
      { gaurd: () => false },
      'OPEN of state door.closed has an unknown key gaurd',
      'did you mean guard?',
    ],
    ['transition', { cond: 'unlocked' }, 'OPEN of state door.closed has an unknown key cond', ''],
    ['transition', { action: 'creak' }, 'unknown key action', 'did you mean actions?'],
    ['state', { onn: {} }, 'state door.closed has an unknown key onn', 'did you mean on?'],
    ['state', { tpye: 'final' }, 'state door.closed has an unknown key tpye', 'did you mean type?'],
    ['state', { onEntry: 'creak' }, 'state door.closed has an unknown key onEntry', ''],
    ['nested', { alwyas: 'x' }, 'state door.open.wide has an unknown key alwyas', 'did you mean always?'],
    ['root', { intial: 'open' }, 'state door has an unknown key intial', 'did you mean initial?'],
    ['root', { contxt: {} }, 'state door has an unknown key contxt', 'did you mean context?'],
  ])('in a %s: %j', (place, oddity, problem, hint) => {
    const message = refusal(door({ [place]: oddity }));
    expect(message).toContain(`machine door: `);
    expect(message).toContain(problem);
    expect(message).toContain(hint);
  });

  test('also within always, onDone, initial and lists of transitions', () => {
    expect(refusal(door({ state: { always: [{ gaurd: 'unlocked', target: 'open' }] } }))).toContain(
      'always of state door.closed',
    );
    expect(refusal(door({ root: { onDone: { gaurd: 'unlocked' } } }))).toContain('onDone of state door');
    expect(refusal(door({ root: { initial: { target: 'open', action: 'creak' } } }))).toContain(
      'initial of state door',
    );
    expect(refusal(door({ state: { on: { OPEN: [{ target: 'open' }, { gaurd: 'unlocked' }] } } }))).toContain(
      'gaurd',
    );
  });
});

describe('a word that XState would ignore is refused', () => {
  test.each([
    [{ type: 'paralel' }, 'type: paralel, which is none of atomic, compound, parallel'],
    [{ type: 'history', history: 'depe' }, 'history: depe, which is none of shallow, deep'],
  ])('%j', (oddity, problem) => {
    expect(refusal(door({ nested: oddity }))).toContain(`state door.open.wide has ${problem}`);
  });
});

describe('a name that setup() does not declare is refused, with the nearest one', () => {
  test.each([
    [
      { guard: 'unlokced' },
      'OPEN of state door.closed: guard unlokced is not declared in setup(); did you mean unlocked?',
    ],
    [
      { guard: { type: 'unlock', params: 1 } },
      'guard unlock is not declared in setup(); did you mean unlocked?',
    ],
    [{ guard: and(['unlocked', not('lockedd')]) }, 'guard lockedd is not declared'],
    [{ actions: 'craek' }, 'action craek is not declared in setup(); did you mean creak?'],
    [{ actions: ['creak', { type: 'slam' }] }, 'action slam is not declared in setup()'],
  ])('%j', (oddity, problem) => {
    expect(refusal(door({ transition: oddity }))).toContain(problem);
  });

  test('in entry, exit and the initial transition', () => {
    expect(refusal(door({ state: { entry: 'slam' } }))).toContain('entry of state door.closed: action slam');
    expect(refusal(door({ nested: { exit: ['slam'] } }))).toContain(
      'exit of state door.open.wide: action slam',
    );
    expect(refusal(door({ root: { initial: { target: 'open', actions: 'slam' } } }))).toContain(
      'initial of state door: action slam',
    );
  });

  test('a guard that is undefined would leave the transition unguarded', () => {
    const guards: Record<string, () => boolean> = {};
    expect(refusal(door({ transition: { guard: guards['unlocked'] } }))).toContain(
      'OPEN of state door.closed has guard: undefined',
    );
  });
});

describe('what needs a clock or another actor is refused, with what to do instead', () => {
  test.each([
    [
      'after',
      { after: { 1000: 'open' } },
      'has after: a checked machine has no clock; make the time-out an event',
    ],
    [
      'after with a delay that nobody declared (XState fires it at once)',
      { after: { tooLong: 'open' } },
      'has after: a checked machine has no clock',
    ],
    [
      'invoke',
      { invoke: { src: fromPromise(async () => 1) } },
      'has invoke: a checked machine cannot invoke actors',
    ],
    [
      'sendTo',
      { entry: sendTo('other', { type: 'X' }) },
      'entry of state door.closed: sendTo reaches for another actor',
    ],
    ['sendParent', { entry: sendParent({ type: 'X' }) }, 'sendTo reaches for another actor'],
    ['spawnChild', { entry: spawnChild(fromPromise(async () => 1)) }, 'spawnChild reaches for another actor'],
    ['stopChild', { exit: stopChild('x') }, 'stopChild reaches for another actor'],
    ['cancel', { exit: cancel('x') }, 'cancel reaches for another actor'],
    ['a delayed raise', { entry: raise({ type: 'X' }, { delay: 10 }) }, 'a delayed raise needs a clock'],
    [
      'a raise with an undeclared delay',
      { entry: raise({ type: 'X' }, { delay: 'tooLong' as never }) },
      'a delayed raise needs a clock',
    ],
    ['the wildcard', { on: { '*': 'open' } }, 'handles the wildcard *; list the event types'],
    ['a partial wildcard', { on: { 'OPEN.*': 'open' } }, 'handles the wildcard OPEN.*'],
    ['output', { type: 'final', output: 1 }, 'has output: a checked machine has no output'],
    ['route', { id: 'closed', route: {} }, 'has route: a checked machine has no routes'],
  ])('%s', (_, oddity, problem) => {
    const message = refusal(door({ state: oddity }));
    expect(message).toContain('door.closed');
    expect(message).toContain(problem);
  });

  test('through an action that setup() declares', () => {
    const machine = setup({ actions: { tell: sendTo('other', { type: 'X' }) } }).createMachine({
      id: 'teller',
      entry: 'tell',
    });
    expect(refusal(machine)).toContain('action tell: sendTo reaches for another actor');
  });
});

describe('what enqueueActions decides on while it runs is refused when it runs', () => {
  const deciding = (decide: (enqueue: never) => void) =>
    machineOf(
      createMachine({
        id: 'decider',
        initial: 'a',
        states: {
          a: {
            on: { GO: { target: 'b', actions: enqueueActions(({ enqueue }) => decide(enqueue as never)) } },
          },
          b: {},
        },
      }),
    );
  type Enqueue = ((action: string) => void) &
    Record<'sendTo' | 'raise' | 'spawnChild', (...given: unknown[]) => void>;
  test.each([
    ['an undeclared action', (enqueue: Enqueue) => enqueue('slam'), 'action slam is not declared in setup()'],
    [
      'a delayed raise',
      (enqueue: Enqueue) => enqueue.raise({ type: 'X' }, { delay: 5 }),
      'a delayed raise needs a clock',
    ],
    [
      'a raise',
      (enqueue: Enqueue) => enqueue.raise({ type: 'X' }),
      "raises X, computed while it ran; write raise({ type: 'X' })",
    ],
    [
      'a child',
      (enqueue: Enqueue) => enqueue.spawnChild(fromPromise(async () => 1)),
      'spawnChild reaches for another actor',
    ],
  ])('%s', (_, decide, problem) => {
    const machine = deciding(decide);
    expect(() => machine.next(machine.initial(), { type: 'GO' })).toThrow(
      `machine decider: GO in state a: ${problem}`,
    );
  });

  test('an assign is what it is for', () => {
    const machine = machineOf(
      createMachine({
        context: { n: 0 },
        on: { GO: { actions: enqueueActions(({ enqueue }) => enqueue.assign({ n: 1 })) } },
      }),
    );
    expect(machine.next(machine.initial(), { type: 'GO' }).context).toEqual({ n: 1 });
  });
});

test('XState itself refuses a target that does not exist', () => {
  expect(() => createMachine({ initial: 'a', states: { a: { on: { X: 'b' } } } } as never)).toThrow(
    "Child state 'b' does not exist",
  );
});

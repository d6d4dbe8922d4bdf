import { expect, test } from '@jest/globals';
import { and, assign, createMachine, not, setup } from 'xstate';
import { machineOf } from '../../composition/index.ts';
import { initialContents } from './initialContents.ts';
import { lampMachine } from './lamp.ts';
import { mutantsOf } from './mutantsOf.ts';

const named = (name: string) => mutantsOf('lamp', lampMachine).find((mutant) => mutant.name === name);

/** Value and count after some events, the refused ones left out. */
function after(machine: Parameters<typeof machineOf>[0] | undefined, ...types: string[]) {
  if (!machine) throw new Error('there is no such mutant');
  const asked = machineOf(machine);
  let snapshot = asked.initial();
  for (const type of types) if (asked.can(snapshot, { type })) snapshot = asked.next(snapshot, { type });
  return [snapshot.value, snapshot.context.count];
}

test('every transition, guard, action, event and initial state is changed, one at a time', () => {
  expect(mutantsOf('lamp', lampMachine).map(({ operator, name }) => `${operator} ${name}`)).toEqual([
    'deleteTransition .RESET: deleted',
    'retarget .RESET: to .off',
    'deleteAction .RESET: action clear deleted',
    'deleteTransition off.SWITCH: deleted',
    'retarget off.SWITCH: to broken',
    'deleteGuard off.SWITCH: guard mayGoOn deleted',
    'negateGuard off.SWITCH: guard mayGoOn negated',
    'deleteAction off.SWITCH: action count deleted',
    'deleteTransition on.SWITCH: deleted',
    'retarget on.SWITCH: to on',
    'deleteTransition on.THROW: deleted',
    'retarget on.THROW: to off',
    'deafen RESET: not heard',
    'deafen SWITCH: not heard',
    'deafen THROW: not heard',
    'initialState initial: on',
    'initialState initial: broken',
  ]);
});

test('each mutant does what its name says', () => {
  expect(after(lampMachine, 'SWITCH', 'SWITCH', 'SWITCH')).toEqual(['off', 1]);
  expect(after(named('off.SWITCH: guard mayGoOn deleted')?.made, 'SWITCH', 'SWITCH', 'SWITCH')).toEqual([
    'on',
    2,
  ]);
  expect(after(named('off.SWITCH: guard mayGoOn negated')?.made, 'SWITCH')).toEqual(['off', 0]);
  expect(after(named('off.SWITCH: action count deleted')?.made, 'SWITCH')).toEqual(['on', 0]);
  expect(after(named('off.SWITCH: to broken')?.made, 'SWITCH')).toEqual(['broken', 1]);
  expect(after(named('on.SWITCH: deleted')?.made, 'SWITCH', 'SWITCH')).toEqual(['on', 1]);
  expect(after(named('.RESET: to .off')?.made, 'SWITCH', 'RESET')).toEqual(['off', 0]);
  expect(after(named('initial: on')?.made)).toEqual(['on', 0]);
});

test('a deleted transition refuses where a deleted action alone does not, and what is not heard is not handled', () => {
  const asked = (name: string) => machineOf(named(name)?.made ?? lampMachine);
  const reset = { type: 'RESET' };
  const accepts = (name: string) => asked(name).can(asked(name).initial(), reset);
  expect([accepts('.RESET: deleted'), accepts('.RESET: action clear deleted')]).toEqual([false, true]);
  expect(asked('.RESET: deleted').handles.has('RESET')).toBe(true);
  expect(asked('RESET: not heard').handles.has('RESET')).toBe(false);
});

test('a conjunction loses its members one by one, a list its branches, a state its entry', () => {
  const machine = setup({
    guards: { a: () => true, b: () => false },
    actions: { note: assign({}) },
  }).createMachine({
    id: 'branches',
    initial: 'x',
    states: {
      x: { on: { GO: [{ guard: and(['a', not('b')]), target: 'y' }, { target: 'x' }] } },
      y: { entry: 'note', always: { guard: 'b', target: 'x' } },
    },
  });
  expect(mutantsOf('branches', machine).map(({ name }) => name)).toEqual([
    'x.GO[0]: deleted',
    'x.GO[0]: to x',
    'x.GO[0]: guard a and not b deleted',
    'x.GO[0]: guard a and not b negated',
    'x.GO[0]: guard a deleted from a and not b',
    'x.GO[0]: guard not b deleted from a and not b',
    'x.GO[1]: deleted',
    'x.GO[1]: to y',
    'y.always: deleted',
    'y.always: to y',
    'y.always: guard b deleted',
    'y.always: guard b negated',
    'y.entry: action note deleted',
    'GO: not heard',
    'initial: y',
  ]);
});

test('nested states are refused rather than passed over', () => {
  const nested = createMachine({
    id: 'nest',
    initial: 'a',
    states: { a: { initial: 'b', states: { b: {} } } },
  });
  expect(() => mutantsOf('nest', nested)).toThrow('nest: state a has states');
});

test('each field of the context begins with each other value of its domain; of a parameter it is the default', () => {
  const contexts = [0, 1, 2].map((count) => ({ limit: 1, count }));
  const mutants = initialContents('lamp', lampMachine, [undefined], [...contexts, { limit: 3, count: 0 }]);
  expect(mutants.map(({ name }) => name)).toEqual([
    'context.limit: 3',
    'context.count: 1',
    'context.count: 2',
  ]);
  const [limit, count] = mutants;
  expect(machineOf(limit?.made ?? lampMachine).initial().context).toEqual({ limit: 3, count: 0 });
  expect(machineOf(limit?.made ?? lampMachine, { limit: 2 }).initial().context).toEqual({
    limit: 2,
    count: 0,
  });
  expect(machineOf(count?.made ?? lampMachine, { limit: 2 }).initial().context).toEqual({
    limit: 2,
    count: 1,
  });
});

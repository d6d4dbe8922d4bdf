import { describe, expect, test } from '@jest/globals';
import { setup } from 'xstate';
import { catalogue } from '../../cli/catalogue.ts';
import { defineEvents } from '../../composition/index.ts';
import { eachPath } from '../../jest/index.ts';

describe.each(Object.keys(catalogue.machines))(
  'every state of the %s machine is reached by its running actor',
  (name) => {
    const machine = catalogue.machines[name];
    if (!machine) throw new Error(`no machine ${name}`);
    test.each(eachPath(machine, { alphabet: catalogue.alphabet, input: catalogue.inputs[name] }))(
      '$title',
      ({ run }) => run(),
    );
  },
);

const alphabet = defineEvents({
  GO: { by: 'user', index: ['light'], summary: 'go' },
  STOP: { by: 'user', index: ['light'], summary: 'stop' },
});

test('a path that begins a longer one has no row of its own', () => {
  const light = setup({}).createMachine({
    id: 'light',
    initial: 'red',
    states: { red: { on: { GO: 'green' } }, green: { on: { STOP: 'red' } } },
  });
  expect(eachPath(light, { alphabet }).map(({ title }) => title)).toEqual(['GO(light=0) leads to green']);
});

test('a path that the running machine does not take is a failure', () => {
  // Not a pure machine: by the time the path is taken, the guard has changed its mind.
  let open = true;
  const light = setup({ guards: { open: () => open } }).createMachine({
    id: 'light',
    initial: 'red',
    states: { red: { on: { GO: { guard: 'open', target: 'green' } } }, green: {} },
  });
  const rows = eachPath(light, { alphabet });
  open = false;
  expect(() => rows[0]?.run()).toThrow('light, step 1, GO(light=0): refused in red');
});

import { describe, expect, test } from '@jest/globals';
import { assign, createMachine, setup } from 'xstate';
import { type EventInstance, MachineError, machineOf, stateKey, tabulate } from '../../composition/index.ts';

const event = (type: string): EventInstance => ({ event: { type }, by: 'anybody', indexes: [] });

class Register {
  readonly bits = 0;
}
const loop: Record<string, unknown> = {};
loop['again'] = loop;

describe('a context that JSON cannot hold is refused, naming machine, state and field', () => {
  test.each([
    ['a Set', new Set([1]), 'a Set'],
    ['a Map', new Map(), 'a Map'],
    ['a Date', new Date(0), 'a Date'],
    ['a bigint', 1n, 'a bigint'],
    ['a function', () => 1, 'a function'],
    ['a symbol', Symbol('x'), 'a symbol'],
    ['undefined', undefined, 'undefined'],
    ['NaN', Number.NaN, 'NaN'],
    ['Infinity', Number.POSITIVE_INFINITY, 'Infinity'],
    ['-0', -0, '-0'],
    ['an instance of a class', new Register(), 'a Register'],
    ['a typed array', new Uint8Array(2), 'a Uint8Array'],
    ['a field named by a symbol', { [Symbol('x')]: 1 }, 'a field named by a symbol'],
    ['a value that holds itself', loop, 'itself'],
  ])('%s', (_, held, kind) => {
    const machine = machineOf(
      createMachine({
        id: 'holder',
        context: { nested: { list: [0] as unknown[] } },
        initial: 'empty',
        states: {
          empty: {
            on: { FILL: { target: 'full', actions: assign({ nested: () => ({ list: [1, held] }) }) } },
          },
          full: {},
        },
      }),
    );
    let error: unknown;
    try {
      tabulate(machine, [event('FILL')]);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(MachineError);
    const message = (error as Error).message;
    expect(message).toContain('machine holder: in state "full" the context field nested.list[1]');
    expect(message).toContain(`holds ${kind}`);
    expect(message).toContain('use only strings, finite numbers');
  });

  test('a hole in an array, which JSON would write as null', () => {
    const holed = [0, 0, 0];
    delete holed[1];
    const machine = machineOf(createMachine({ id: 'holder', context: { list: holed } }));
    expect(() => machine.key(machine.initial())).toThrow('the context field list[1] holds undefined');
  });

  test('a context that is itself no plain record', () => {
    const machine = machineOf(
      createMachine({ id: 'holder', context: new Register() as unknown as Record<string, unknown> }),
    );
    expect(() => machine.key(machine.initial())).toThrow('the context itself holds a Register');
  });
});

test('states that differ within plain data are told apart', () => {
  const key = (context: object) => {
    const machine = machineOf(createMachine({ context: context as Record<string, unknown> }));
    return machine.key(machine.initial());
  };
  const contexts = [
    {},
    { a: null },
    { a: 'null' },
    { a: 0 },
    { a: '0' },
    { a: false },
    { a: [] },
    { a: {} },
    { a: [[]] },
    { b: null },
  ];
  expect(new Set(contexts.map(key)).size).toBe(contexts.length);
  expect(key({ a: ['a', 1] })).not.toBe(key({ a: { a: 1 } }));
});

test('the order in which fields were written does not matter', () => {
  const machine = machineOf(
    setup({ types: {} as { context: { held: object } } }).createMachine({
      context: { held: { a: 1, b: 2 } },
      on: { SWAP: { actions: assign({ held: { b: 2, a: 1 } }) } },
    }),
  );
  expect(tabulate(machine, [event('SWAP')]).snapshots).toHaveLength(1);
});

test('a machine that keeps the event it heard keeps plain data', () => {
  const machine = machineOf(
    createMachine({
      context: { last: {} as object },
      on: { SAY: { actions: assign({ last: ({ event: heard }) => heard }) } },
    }),
  );
  const say = (n: number): EventInstance => ({ event: { type: 'SAY', n }, by: 'anybody', indexes: [] });
  const { labels } = tabulate(machine, [say(1), say(2)]);
  expect(labels).toEqual(['{} last={}', '{} last={"type":"SAY","n":1}', '{} last={"type":"SAY","n":2}']);
});

test('status is part of the key: a machine that is done differs from one that is not', () => {
  const machine = machineOf(createMachine({ initial: 'a', states: { a: {} } }));
  const active = machine.initial();
  expect(stateKey('m', { ...active, status: 'done' } as never)).not.toBe(stateKey('m', active));
});

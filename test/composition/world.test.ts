import { describe, expect, test } from '@jest/globals';
import { assign, createMachine, setup } from 'xstate';
import { type Claim, compose, type EventOf, type System, worldOf } from '../../composition/index.ts';
import { type exampleAlphabet, listener, exampleSystem as system } from '../fixtures/exampleSystem.ts';

const taking = (s: System, size: Record<string, number>) => {
  const { parts, steps } = worldOf(s, size);
  return Object.fromEntries(
    steps.map((step) => [step.name, step.parts.map((part) => parts[part]?.name).join(' ')]),
  );
};

describe('who takes part in a step', () => {
  test('those that it names, and all of a family that it names no index of', () => {
    const s = system({
      device: { machine: listener('device', 'TAKE', 'ACCEPT') },
      slot: { machine: listener('slot', 'TAKE', 'ACCEPT') },
      clock: { machine: listener('clock', 'TICK', 'ACCEPT') },
    });
    expect(taking(s, { device: 2, slot: 2 })).toEqual({
      'TAKE(device=0, slot=0)': 'device[0] slot[0]',
      'TAKE(device=0, slot=1)': 'device[0] slot[1]',
      'TAKE(device=1, slot=0)': 'device[1] slot[0]',
      'TAKE(device=1, slot=1)': 'device[1] slot[1]',
      'ACCEPT(device=0)': 'device[0] slot[0] slot[1] clock',
      'ACCEPT(device=1)': 'device[1] slot[0] slot[1] clock',
      TICK: 'clock',
    });
  });

  test('families over one index set are named together', () => {
    const s = system({
      device: { machine: listener('device', 'ACCEPT') },
      tdi: { machine: listener('tdi', 'ACCEPT'), index: 'device' },
    });
    expect(taking(s, { device: 2 })).toEqual({
      'ACCEPT(device=0)': 'device[0] tdi[0]',
      'ACCEPT(device=1)': 'device[1] tdi[1]',
    });
  });

  test('a part that is named in two roles hears which', () => {
    const machine = setup({
      types: {} as { context: { last: string; by: number }; events: EventOf<typeof exampleAlphabet> },
      actions: {
        note: assign(({ event }) =>
          event.type === 'PEER' ? { last: event.role ?? '', by: event.from } : {},
        ),
      },
    }).createMachine({ id: 'device', context: { last: '-', by: 9 }, on: { PEER: { actions: 'note' } } });
    const { tables, network } = compose(system({ device: { machine } }), { device: 2 });
    expect(network.steps.map(({ name, moves }) => [name, moves.map(({ part }) => part)])).toEqual([
      ['PEER(from=0, to=0)', [0]],
      ['PEER(from=0, to=1)', [0, 1]],
      ['PEER(from=1, to=0)', [0, 1]],
      ['PEER(from=1, to=1)', [1]],
    ]);
    expect(tables[0]?.labels).toEqual([
      '{} last=- by=9',
      '{} last=from+to by=0',
      '{} last=from by=0',
      '{} last=to by=1',
    ]);
  });

  test('an event over a family that is absent cannot happen, and is listed as such', () => {
    expect(worldOf(system({ device: { machine: listener('device', 'TAKE', 'TICK') } })).absent).toEqual([
      'TAKE',
    ]);
  });

  test('an event that only a monitor hears cannot happen', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { on: { TICK: 'violated' } }, violated: {} },
    });
    const claim: Claim = { kind: 'monitor', name: 'm', summary: '', source: '', over: ['device'], machine };
    expect(
      worldOf(system({ device: { machine: listener('device', 'ACCEPT') } }, { claims: [claim] })).steps.map(
        (s) => s.name,
      ),
    ).toEqual(['ACCEPT(device=0)']);
  });

  test('the mover may be a parameter, and values may be narrowed', () => {
    const s = system(
      { device: { machine: listener('device', 'WRITE') } },
      { narrowed: { WRITE: { bme: [1] } } },
    );
    expect(worldOf(s).steps.map(({ name, by }) => [name, by])).toEqual([
      ['WRITE(writer=guest, bme=1)', 'guest'],
      ['WRITE(writer=host, bme=1)', 'host'],
    ]);
  });

  test('a step happens iff all that take part accept it; one that somebody always refuses is left out', () => {
    const never = createMachine({ id: 'never', on: { TICK: {} } });
    const { network } = compose(
      system({ a: { machine: listener('a', 'TICK', 'WRITE') }, b: { machine: never } }),
    );
    expect(network.steps.map(({ name }) => name.slice(0, 5))).toEqual(['WRITE', 'WRITE', 'WRITE', 'WRITE']);
  });
});

import { describe, expect, test } from '@jest/globals';
import { createMachine } from 'xstate';
import {
  type AnyEvent,
  localStates,
  machineOf,
  type Path,
  shortestPaths,
  simplePaths,
} from '../../composition/index.ts';

const events = (...types: string[]): AnyEvent[] => types.map((type) => ({ type }));
const told = (paths: readonly Path[]) =>
  paths.map(({ steps }) =>
    steps.map(({ event, snapshot }) => `${event.type}>${JSON.stringify(snapshot.value)}`).join(' '),
  );

/** Two ways from a to d, and back from d to a. */
const diamond = machineOf(
  createMachine({
    id: 'diamond',
    initial: 'a',
    states: {
      a: { on: { L: 'b', R: 'c' } },
      b: { on: { N: 'd' } },
      c: { on: { N: 'd' } },
      d: { on: { N: 'a' } },
    },
  }),
);
const phone = machineOf(
  createMachine({
    initial: 'on',
    states: {
      on: {
        initial: 'ring',
        states: { ring: { on: { M: 'silent' } }, silent: {}, last: { type: 'history' } },
        on: { S: 'off' },
      },
      off: { on: { S: 'on.last' } },
    },
  }),
);

describe('paths through one machine', () => {
  test('a shortest one to each state', () => {
    expect(told(shortestPaths(diamond, events('L', 'R', 'N')))).toEqual([
      '',
      'L>"b"',
      'R>"c"',
      'L>"b" N>"d"',
    ]);
  });

  test('the simple ones: without a state twice', () => {
    expect(told(simplePaths(diamond, events('L', 'R', 'N'), 4)).sort()).toEqual([
      '',
      'L>"b"',
      'L>"b" N>"d"',
      'R>"c"',
      'R>"c" N>"d"',
    ]);
    expect(() => simplePaths(diamond, events('L', 'R', 'N'), 3)).toThrow(
      'machine diamond: has more than 3 local states',
    );
  });

  test('only by the events given', () => {
    expect(told(shortestPaths(diamond, events('R', 'N')))).toEqual(['', 'R>"c"', 'R>"c" N>"d"']);
  });

  test('through history, which the default key of @xstate/graph forgets', () => {
    expect(told(shortestPaths(phone, events('M', 'S')))).toContain(
      'M>{"on":"silent"} S>"off" S>{"on":"silent"}',
    );
  });

  test('not beyond the end of a machine that is done', () => {
    const machine = machineOf(
      createMachine({
        initial: 'a',
        on: { X: '.a' },
        states: { a: { on: { END: 'z' } }, z: { type: 'final' } },
      }),
    );
    expect(
      localStates(machine, events('X', 'END'), 10).map(({ snapshot, next }) => [
        snapshot.value,
        [...next.keys()],
      ]),
    ).toEqual([
      ['a', ['X', 'END']],
      ['z', []],
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { assign, createMachine, fromPromise, setup } from 'xstate';
import { type EventInstance, machineOf, tabulate } from '../../composition/index.ts';

const event = (type: string): EventInstance => ({ event: { type }, by: 'anybody', indexes: [] });
const tabulated =
  (config: object, events = ['GO'], limit?: number) =>
  () =>
    tabulate(machineOf(createMachine({ id: 'm', ...config } as never)), events.map(event), limit);
const going = (transition: object) =>
  tabulated({ context: { n: 0, list: [] }, initial: 'a', states: { a: { on: { GO: transition } }, b: {} } });

describe('time and chance', () => {
  test.each([
    ['Math.random', () => Math.random(), 'a random number'],
    ['Date.now', () => Date.now(), 'the time'],
    ['new Date', () => new Date().getFullYear(), 'the time'],
    ['Date', () => Date(), 'the time'],
  ])('%s is refused in the initial context, in an assign and in a guard', (_, ask, what) => {
    const asks = `asks for ${what}; guards and actions may depend on nothing but context and event`;
    expect(tabulated({ context: () => ({ n: ask() }) })).toThrow(`machine m: while it started: ${asks}`);
    expect(going({ actions: assign({ n: ask }) })).toThrow(`machine m: GO in state a n=0 list=[]: ${asks}`);
    expect(going({ guard: () => ask() === 'x', target: 'b' })).toThrow(asks);
  });

  test('a date that is given is no clock, and both are back afterwards', () => {
    expect(
      going({ actions: assign({ n: () => new Date(2026, 1, 1).getFullYear() }) })().snapshots,
    ).toHaveLength(2);
    expect(going({ actions: assign({ n: () => Date.UTC(2026) }) })().snapshots).toHaveLength(2);
    expect(going({ actions: assign({ n: () => Math.random() }) })).toThrow();
    expect(Math.random()).toBeLessThan(1);
    expect(Date.now()).toBeGreaterThan(0);
    expect(new Date()).toBeInstanceOf(Date);
  });

  test('a memory outside of the machine is found by asking twice', () => {
    let calls = 0;
    expect(tabulated({ context: () => ({ n: calls++ }) })).toThrow('machine m: starts differently each time');
    expect(
      tabulated({ context: { n: 0 }, on: { GO: { actions: assign({ n: () => calls++ % 10 }) } } }),
    ).toThrow('does not always do the same; guards and actions may depend on nothing but context and event');
  });
});

describe('a context that is changed in place', () => {
  test('in an assign', () => {
    const push = assign(({ context }: { context: { list: number[] } }) => {
      context.list.push(1);
      return {};
    });
    expect(going({ actions: push })).toThrow(/machine m: GO in state a n=0 list=\[\]: Cannot add property 0/);
  });

  test('in a guard', () => {
    const guard = ({ context }: { context: { n: number } }) => context.n++ === 0;
    expect(going({ guard, target: 'b' })).toThrow(
      /machine m: a guard of GO in state a .*Cannot assign to read only property 'n'/s,
    );
  });
});

describe('a machine that is not finite', () => {
  test('an unbounded counter is named', () => {
    const counter = {
      context: { pins: 0, mode: 'x' },
      on: {
        GO: { actions: assign({ pins: ({ context }: { context: { pins: number } }) => context.pins + 1 }) },
      },
    };
    expect(tabulated(counter, ['GO'], 50)).toThrow(
      'machine m: has more than 50 local states; its context field pins has taken 51 values: bound it in the machine',
    );
  });

  test('a list that grows is named', () => {
    const grower = {
      context: { seen: [], n: 0 },
      on: {
        GO: {
          actions: assign({ seen: ({ context }: { context: { seen: number[] } }) => [...context.seen, 1] }),
        },
      },
    };
    expect(tabulated(grower, ['GO'], 50)).toThrow('its context field seen has taken 51 values');
  });

  test('one that is bounded in the machine is fine', () => {
    const counter = setup({ types: {} as { context: { n: number } } }).createMachine({
      context: { n: 0 },
      on: {
        GO: { guard: ({ context }) => context.n < 3, actions: assign({ n: ({ context }) => context.n + 1 }) },
      },
    });
    const table = tabulate(machineOf(counter), [event('GO')]);
    expect(table.labels).toEqual(['{} n=0', '{} n=1', '{} n=2', '{} n=3']);
    expect([...(table.next[0] ?? [])]).toEqual([1, 2, 3, -1]);
  });
});

describe('a machine that does not come to rest', () => {
  test('always, in circles', () => {
    const circle = {
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { always: 'c' }, c: { always: 'b' } },
    };
    expect(tabulated(circle)).toThrow(/machine m: GO in state a: Infinite loop detected/);
  });

  test('already when it starts', () => {
    expect(tabulated({ initial: 'a', states: { a: { always: 'b' }, b: { always: 'a' } } })).toThrow(
      /machine m: while it started: Infinite loop detected/,
    );
  });
});

describe('an error in the machine', () => {
  test('in the context, which XState itself would turn into a machine that refuses everything', () => {
    const context = () => {
      throw new Error('no such register');
    };
    expect(tabulated({ context })).toThrow('machine m: while it started: no such register');
  });

  test('in a guard', () => {
    const guard = () => {
      throw new Error('no such register');
    };
    expect(going({ guard, target: 'b' })).toThrow(
      /machine m: a guard of GO in state a n=0 list=\[\]: .*no such register/s,
    );
  });

  test('in an assign', () => {
    const broken = assign(() => {
      throw new Error('no such register');
    });
    expect(going({ actions: broken })).toThrow('machine m: GO in state a n=0 list=[]: no such register');
  });

  test('something thrown that is no Error', () => {
    const broken = assign(() => {
      throw 'a fit';
    });
    expect(going({ actions: broken })).toThrow('machine m: GO in state a n=0 list=[]: a fit');
  });
});

test('an actor spawned in an assign is refused, and is not frozen', () => {
  const child = fromPromise(async () => 1);
  const spawning = assign({ n: ({ spawn }: { spawn: (logic: unknown) => unknown }) => spawn(child) });
  expect(going({ actions: spawning })).toThrow(
    /machine m: in state a.* it has spawned|machine m: GO in state a.*spawnChild reaches for another actor/,
  );
  expect(Object.isFrozen(child)).toBe(false);
});

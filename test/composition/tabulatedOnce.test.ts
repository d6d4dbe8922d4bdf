import { expect, test } from '@jest/globals';
import { setup } from 'xstate';
import { machineOf, tabulate } from '../../composition/index.ts';

let asked = 0;
const counter = setup({
  types: {} as {
    context: { n: number; most: number };
    events: { type: 'TICK'; by: number };
    input: { most: number };
  },
  guards: {
    fits: ({ context, event }) => {
      asked++;
      return context.n + event.by <= context.most;
    },
  },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({ n: 0, most: input.most }),
  initial: 'on',
  states: { on: { on: { TICK: { guard: 'fits', target: 'on' } } } },
});
const tick = (by: number) => ({
  event: { type: 'TICK', by },
  name: `TICK(by=${by})`,
  by: 'guest',
  indexes: [],
});

test('what one design has asked of a machine, the next does not ask again', () => {
  const table = tabulate(machineOf(counter, { most: 1 }), [tick(1)]);
  const once = asked;
  expect(once).toBeGreaterThan(0);
  expect(tabulate(machineOf(counter, { most: 1 }), [tick(1)])).toBe(table);
  expect(asked).toBe(once);
});

test('another input, other events or another limit are other questions', () => {
  const accepts = (most: number, by: number) =>
    tabulate(machineOf(counter, { most }), [tick(by)]).next[0]?.[0];
  expect([accepts(1, 1), accepts(1, 2), accepts(2, 2), accepts(0, 1)]).toEqual([0, -1, 0, -1]);
  expect(() => tabulate(machineOf(counter, { most: 1 }), [tick(1)], 0)).toThrow('more than 0 local states');
});

test('an input that JSON cannot hold is never taken for another one', () => {
  const [one, other] = [() => 1, () => 2].map((most) => machineOf(counter, { most }));
  expect(one).not.toBe(other);
});

import { expect, test } from '@jest/globals';
import { assign, setup } from 'xstate';
import { check } from '../../checker/index.ts';
import { claimsFor, compose, defineEvents, type EventOf } from '../../composition/index.ts';

const alphabet = defineEvents({
  PUT: { by: 'user', index: ['box'], values: { what: ['egg', 'stone'] }, summary: '' },
  SHAKE: { by: 'user', summary: '' },
});
const box = setup({
  types: { context: {} as { holds: 'nothing' | 'egg' | 'stone' }, events: {} as EventOf<typeof alphabet> },
  actions: { put: assign(({ event }) => (event.type === 'PUT' ? { holds: event.what } : {})) },
}).createMachine({
  id: 'box',
  context: { holds: 'nothing' },
  initial: 'open',
  states: {
    open: { on: { PUT: { target: 'shut', actions: 'put' } } },
    shut: { on: { SHAKE: { target: 'shut' } } },
  },
});
const { always, eachStep, possible, monitor } = claimsFor<{ box: typeof box }, typeof alphabet>();
const named = (name: string) => ({ name, summary: '', source: '' });
const over = ['box'] as const;

test('claims made for machines are plain claims, judged like any other', async () => {
  const claims = [
    always({
      ...named('a'),
      over: ['box', 'box'],
      applies: ({ box }) => box.value === 'shut',
      holds: ({ box2 }) => box2.context.holds === 'nothing',
    }),
    eachStep({
      ...named('e'),
      over,
      on: ['PUT'],
      applies: (_, event) => event.what === 'egg',
      holds: (before, _, after) => before.box.value === 'open' && after.box.value === 'shut',
    }),
    possible({ ...named('p'), over, applies: () => true, goal: ({ box }) => box.context.holds === 'egg' }),
    monitor({
      ...named('m'),
      over,
      machine: setup({}).createMachine({
        initial: 'a',
        states: { a: { on: { PUT: 'b' } }, b: {}, violated: {} },
      }),
    }),
  ];
  const system = { name: 's', alphabet, families: { box: { machine: box } }, sizes: { box: 2 }, claims };
  for (const engine of ['explicit', 'reference'] as const) {
    const report = await check(compose(system), { engine });
    expect(report.claims.map(({ verdict, trace }) => [verdict, trace?.length])).toEqual([
      ['violated', 2],
      ['holds', undefined],
      ['violated', 1],
      ['holds', undefined],
    ]);
  }
});

test('what is misspelt is a type error', () => {
  const [a, yes] = [named('a'), () => true];
  // @ts-expect-error there is no family boks
  always({ ...a, over: ['boks'], applies: yes, holds: yes });
  // @ts-expect-error there is no state shutt
  always({ ...a, over, applies: ({ box }) => box.value === 'shutt', holds: yes });
  // @ts-expect-error there is no field hold
  possible({ ...a, over, applies: yes, goal: ({ box }) => box.context.hold === 'egg' });
  // @ts-expect-error there is no event PUTT
  eachStep({ ...a, over, on: ['PUTT'], applies: yes, holds: yes });
  // @ts-expect-error a SHAKE has no parameter what
  eachStep({ ...a, over, on: ['SHAKE'], applies: (_, { what }) => what === 1, holds: yes });
  // @ts-expect-error there is no part boxes
  always({ ...a, over, applies: ({ boxes }) => boxes.value === 'shut', holds: yes });
});

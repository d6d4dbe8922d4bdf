import { expect, test } from '@jest/globals';
import { check, type Network, NetworkError, validateNetwork } from '../../checker/index.ts';

const good: Network = {
  name: 'good',
  parts: [
    { name: 'a', states: ['0', '1'], initial: 0 },
    { name: 'b', states: ['0', '1', '2'], initial: 2 },
  ],
  steps: [
    {
      name: 'S',
      by: 'x',
      moves: [
        { part: 0, to: [1, -1] },
        { part: 1, to: [0, 1, 2] },
      ],
    },
    { name: 'T', by: 'x', moves: [{ part: 1, to: Int32Array.of(-1, -1, 0) }] },
  ],
  claims: [
    { name: 'C', kind: 'always', instances: [{ parts: [0, 1], table: new Uint8Array(6) }] },
    { name: 'D', kind: 'eachStep', instances: [{ step: 1, parts: [1], table: [0, 1, 2] }] },
  ],
};
const [partA, partB] = good.parts;
const step = (moves: unknown) => ({ steps: [{ name: 'S', by: 'x', moves }] });
const claim = (kind: string, instance: object) => ({ claims: [{ name: 'C', kind, instances: [instance] }] });

test('a good network, with plain or typed arrays, is accepted', () => {
  expect(() => validateNetwork(good)).not.toThrow();
});

test('a network without parts has one state', async () => {
  expect(await check({ network: { name: 'empty', parts: [], steps: [], claims: [] } })).toMatchObject({
    states: 1,
    transitions: 0,
    depth: 0,
  });
});

test.each<[string, object, string]>([
  [
    'an initial state out of range',
    { parts: [partA, { ...partB, initial: 3 }] },
    'part b: initial state 3 is not one of its 3 states',
  ],
  ['an initial state below 0', { parts: [partA, { ...partB, initial: -1 }] }, 'part b: initial state -1'],
  [
    'an initial state between two',
    { parts: [{ ...partA, initial: 0.5 }, partB] },
    'part a: initial state 0.5',
  ],
  [
    'a part without states',
    { parts: [{ ...partA, states: [] }, partB] },
    'part a: initial state 0 is not one of its 0 states',
  ],
  ['two parts of one name', { parts: [partA, { ...partB, name: 'a' }] }, 'two parts are called a'],
  ['two steps of one name', { steps: [good.steps[0], good.steps[0]] }, 'two steps are called S'],
  ['two claims of one name', { claims: [good.claims[0], good.claims[0]] }, 'two claims are called C'],
  ['a step in which nobody takes part', step([]), 'step S: no part takes part in it'],
  ['a move of a part that does not exist', step([{ part: 2, to: [0] }]), 'step S: there is no part number 2'],
  [
    'a part that moves twice',
    step([
      { part: 0, to: [1, 0] },
      { part: 0, to: [1, 0] },
    ]),
    'step S: part a moves twice',
  ],
  [
    'a move of the wrong length',
    step([{ part: 1, to: [0, 1] }]),
    'step S: the move of b has 2 entries, not 3',
  ],
  ['a move out of range', step([{ part: 0, to: [1, 2] }]), 'step S: a would move from 1 to 2'],
  ['a move below -1', step([{ part: 0, to: [-2, 0] }]), 'step S: a would move from 0 to -2'],
  ['a move to no number', step([{ part: 0, to: [undefined, 0] }]), 'step S: a would move from 0 to NaN'],
  [
    'a table of the wrong length',
    claim('always', { parts: [0, 1], table: [0] }),
    'claim C: a table has 1 entries, not 6',
  ],
  [
    'a table over a part that does not exist',
    claim('always', { parts: [7], table: [0] }),
    'claim C: there is no part number 7',
  ],
  [
    'a table with an entry that is no mark',
    claim('always', { parts: [0], table: [0, 3] }),
    'claim C: entry 1 of a table is 3, which is no mark',
  ],
  [
    'a table with a hole',
    claim('always', { parts: [0], table: [0, undefined] }),
    'claim C: entry 1 of a table is undefined',
  ],
  [
    'a step claim about no step',
    claim('eachStep', { parts: [0], table: [0, 1] }),
    'claim C: a table of kind eachStep needs the number of its step',
  ],
  [
    'a step claim about a step that does not exist',
    claim('eachStep', { step: 2, parts: [0], table: [0, 1] }),
    'claim C: there is no step number 2',
  ],
  [
    'a state claim about a step',
    claim('always', { step: 0, parts: [0], table: [0, 1] }),
    'claim C: a table of kind always has a step',
  ],
  [
    'a kind that does not exist',
    claim('never', { parts: [0], table: [0, 1] }),
    'claim C: never is no kind of claim',
  ],
])('%s is refused', async (_, change, problem) => {
  const network = { ...good, claims: [], ...change } as Network;
  await expect(check({ network })).rejects.toThrow(NetworkError);
  expect(() => validateNetwork(network)).toThrow(problem);
});

test('an engine that does not exist, and reference without the machines, are refused', async () => {
  await expect(check({ network: good }, { engine: 'symbolical' as never })).rejects.toThrow(
    'there is no engine symbolical (there are explicit',
  );
  await expect(check({ network: good }, { engine: 'reference' })).rejects.toThrow(
    'good: the reference engine needs the machines, not only their tables',
  );
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { viewOf } from '../../checker/index.ts';
import { anyNetwork, dense } from '../fixtures/anyNetwork.ts';
import { naiveExploration } from '../fixtures/naiveExploration.ts';
import { twoLamps } from '../fixtures/twoLamps.ts';

test('its large graph is the whole graph', async () => {
  await fc.assert(
    fc.asyncProperty(anyNetwork(dense), async (network) => {
      const naive = naiveExploration({ ...network, claims: [] }, 300);
      fc.pre(naive !== undefined);
      const { states, transitions, nodes } = await viewOf(network, { seen: ({ name }) => name });
      expect({ states, transitions }).toEqual({ states: naive?.states, transitions: naive?.transitions });
      expect(nodes.reduce((sum, node) => sum + node.states, 0)).toBe(states);
    }),
    { numRuns: 60, seed: 1 },
  );
});

// Both off, both on, and broken with the first off or on. Who sees only what the world does sees it fail once; what the first lamp
// does afterwards, nobody sees.
test('of two lamps, seen by who can break one', async () => {
  const view = await viewOf(twoLamps, { seen: ({ by, name }) => (by === 'world' ? name : undefined) });
  expect(view).toEqual({
    equivalence: 'branching',
    states: 4,
    transitions: 6,
    nodes: [
      { states: 2, common: [undefined, undefined] },
      { states: 2, common: [undefined, 'broken'] },
    ],
    arrows: [{ from: 0, to: 1, label: 'FAIL(lamp=1)' }],
  });
});

test('to strong equivalence a hidden step is a step', async () => {
  const seen = ({ name }: { readonly name: string }) => (name === 'BLINK' ? undefined : name);
  const { nodes, arrows } = await viewOf(twoLamps, { seen, equivalence: 'strong' });
  expect(nodes).toHaveLength(4);
  expect(arrows.filter(({ label }) => label === undefined)).toEqual([
    { from: 1, to: 1 },
    { from: 3, to: 3 },
  ]);
});

test.each([
  [
    'states',
    { maxStates: 3 },
    'two lamps: stopped after 4 states, and a view needs all of them; take a smaller world',
  ],
  [
    'an interruption',
    { signal: AbortSignal.abort() },
    'two lamps: interrupted while its states were compared',
  ],
])('%s stop it with a sentence', async (_, limits, message) => {
  await expect(viewOf(twoLamps, { seen: ({ name }) => name, ...limits })).rejects.toThrow(
    new RangeError(message),
  );
});

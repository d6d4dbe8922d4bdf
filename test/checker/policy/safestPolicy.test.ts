import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Condition, conditionOf, safestPolicy } from '../../../checker/index.ts';
import { anyNetwork, dense } from '../../fixtures/anyNetwork.ts';
import { lamps } from '../../fixtures/lamps.ts';
import { naivePolicy } from '../../fixtures/naivePolicy.ts';

const meets = (row: readonly number[], { columns, anyOf }: Condition): boolean =>
  anyOf.some((alternative) => columns.every((column, c) => alternative[c]?.includes(row[column] ?? -1)));

test('the policy is that of the definition, and its conditions say where', () => {
  fc.assert(
    fc.property(anyNetwork(dense), (network) => {
      const found = safestPolicy(network, { controllable: ({ by }) => by === 'guest' });
      const naive = naivePolicy(network, (step) => network.steps[step]?.by === 'guest');
      const { forbidden, ...numbers } = found;
      expect(numbers).toEqual({
        states: naive.states,
        lost: naive.lost,
        enforceable: naive.enforceable,
        reached: naive.reached,
      });
      const of = (some: typeof naive.forbidden, step: number) => some.filter((one) => one.step === step);
      expect(forbidden.map(({ step }) => step)).toEqual(
        [...new Set(naive.forbidden.map(({ step }) => step))].sort((a, b) => a - b),
      );
      for (const { step, forbiddenIn, allowedIn, when } of forbidden) {
        expect([forbiddenIn, allowedIn]).toEqual([
          of(naive.forbidden, step).length,
          of(naive.allowed, step).length,
        ]);
        for (const { state } of of(naive.forbidden, step)) expect(meets(state, when)).toBe(true);
        for (const { state } of of(naive.allowed, step)) expect(meets(state, when)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test('under the policy nothing is violated, and a search that is cut short gives none', () => {
  const lamp = lamps([]);
  // Once it is hot nobody can help, so that it must not be turned up; it may be switched on.
  expect(safestPolicy(lamp, { controllable: ({ by }) => by === 'guest' })).toEqual({
    states: 4,
    lost: 2,
    enforceable: true,
    reached: 2,
    forbidden: [{ step: 2, forbiddenIn: 1, allowedIn: 0, when: { columns: [], anyOf: [[]] } }],
  });
  expect(safestPolicy(lamp, { controllable: () => false }).enforceable).toBe(false);
  expect(() => safestPolicy(lamp, { controllable: () => true, maxStates: 2 })).toThrow(RangeError);
});

test('a condition is about as few columns as will do', () => {
  expect(
    conditionOf(
      [
        [0, 1, 5],
        [1, 1, 5],
      ],
      [
        [0, 2, 5],
        [1, 3, 5],
      ],
    ),
  ).toEqual({ columns: [1], anyOf: [[[1]]] });
  expect(() => conditionOf([[1]], [[1]])).toThrow(TypeError);
});

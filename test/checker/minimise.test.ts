import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Equivalence } from '../../checker/index.ts';
import { hiddenCycles } from '../../checker/view/hiddenCycles.ts';
import { type Lts, ltsFrom, stateCountOf } from '../../checker/view/lts.ts';
import { type Minimised, minimise } from '../../checker/view/minimise.ts';
import { type Arrows, naiveClassCount, naivelyEquivalent } from '../fixtures/naiveEquivalence.ts';

const equivalences: readonly Equivalence[] = ['strong', 'branching', 'trace'];
const labels = ['', 'a', 'b'];

/** Any system all of whose states can be reached from state 0. */
const anyArrows: fc.Arbitrary<Arrows> = fc.integer({ min: 1, max: 7 }).chain((states) =>
  fc
    .array(
      fc.record({ from: fc.nat(states - 1), label: fc.nat(labels.length - 1), to: fc.nat(states - 1) }),
      { maxLength: 16 },
    )
    .map((arrows) => {
      const reached = [0];
      for (const state of reached)
        for (const { from, to } of arrows) if (from === state && !reached.includes(to)) reached.push(to);
      const kept = arrows.filter(({ from }) => reached.includes(from));
      return {
        states: reached.length,
        arrows: kept.map(({ from, label, to }) => ({
          from: reached.indexOf(from),
          label,
          to: reached.indexOf(to),
        })),
      };
    }),
);

const ltsOf = ({ states, arrows }: Arrows): Lts =>
  ltsFrom(
    0,
    labels,
    Array.from({ length: states }, (_, state) => arrows.filter(({ from }) => from === state)),
  );

function minimised(lts: Lts, equivalence: Equivalence, setsMax = 1_000): Minimised {
  const minimising = minimise(lts, equivalence, setsMax);
  for (let turn = minimising.next(); ; turn = minimising.next(false)) {
    if (!turn.done) continue;
    if (!turn.value) throw new Error('stopped');
    return turn.value;
  }
}

/** A system beside another one. */
const beside = ({ states, arrows }: Arrows, lts: Lts): Arrows => ({
  states: states + stateCountOf(lts),
  arrows: [...arrows, ...arrowsOf(lts, states)],
});
const arrowsOf = (lts: Lts, from = 0): Arrows['arrows'] =>
  Array.from({ length: stateCountOf(lts) }, (_, state) =>
    Array.from(lts.to.subarray(lts.first[state], lts.first[state + 1]), (to, k) => ({
      from: from + state,
      label: lts.label[(lts.first[state] ?? 0) + k] ?? -1,
      to: from + to,
    })),
  ).flat();

describe.each(equivalences)('%s', (equivalence) => {
  test('the small system is equivalent to the large one, and no smaller one is', () => {
    fc.assert(
      fc.property(anyArrows, (arrows) => {
        const { lts } = minimised(ltsOf(arrows), equivalence);
        expect(naivelyEquivalent(beside(arrows, lts), equivalence)([0], [arrows.states])).toBe(true);
        expect(stateCountOf(lts)).toBe(naiveClassCount(arrows, equivalence));
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  test('it is told which states each of its states stands for', () => {
    fc.assert(
      fc.property(anyArrows, (arrows) => {
        const { lts, members, classOf } = minimised(ltsOf(arrows), equivalence);
        expect(members).toHaveLength(stateCountOf(lts));
        expect(members[0]).toContain(classOf[0]);
        const equivalent = naivelyEquivalent(beside(arrows, lts), equivalence);
        // Sets of states are compared as sets.
        for (const [number, of] of members.entries()) {
          const states = [...classOf.keys()].filter((state) => of.includes(classOf[state] ?? -1));
          expect(states.length).toBeGreaterThan(0);
          if (equivalence === 'trace') expect(equivalent(states, [arrows.states + number])).toBe(true);
          else for (const state of states) expect(equivalent([state], [arrows.states + number])).toBe(true);
        }
      }),
      { numRuns: 50, seed: 2 },
    );
  });
});

// 0 -τ-> 1, 0 -a-> 2, 1 -b-> 2: the hidden step gives up `a`. A choice that can be seen by what is no longer possible.
const choice: Arrows = {
  states: 3,
  arrows: [
    { from: 0, label: 0, to: 1 },
    { from: 0, label: 1, to: 2 },
    { from: 1, label: 2, to: 2 },
  ],
};
// 0 -a-> 1 -τ-> 2 -b-> 0, with a hidden circle between 1 and 2: nothing is given up.
const delay: Arrows = {
  states: 3,
  arrows: [
    { from: 0, label: 1, to: 1 },
    { from: 1, label: 0, to: 2 },
    { from: 2, label: 0, to: 1 },
    { from: 2, label: 2, to: 0 },
  ],
};

test.each([
  ['strong', choice, 3],
  ['branching', choice, 3],
  ['trace', choice, 2],
  ['strong', delay, 3],
  ['branching', delay, 2],
  ['trace', delay, 2],
] as const)('%s, counted by hand', (equivalence, arrows, states) => {
  expect(stateCountOf(minimised(ltsOf(arrows), equivalence).lts)).toBe(states);
});

test('hidden steps lead to classes with smaller numbers only', () => {
  fc.assert(
    fc.property(anyArrows, (arrows) => {
      const { of, count } = hiddenCycles(ltsOf(arrows));
      expect(new Set(of).size).toBe(count);
      for (const { from, label, to } of arrows.arrows)
        if (label === 0) expect(of[to]).toBeLessThanOrEqual(of[from] ?? -1);
    }),
    { numRuns: 200, seed: 3 },
  );
});

/** Words with an `a` eight places before the end: 2^8 sets, of 10 states. */
test('determinisation has a bound that it names', () => {
  const places = 8;
  const anywhere = [1, 2].flatMap((label) => [{ from: 0, label, to: 0 }]);
  const arrows = Array.from({ length: places - 1 }, (_, at) =>
    [1, 2].map((label) => ({ from: at + 1, label, to: at + 2 })),
  ).flat();
  const system = {
    states: places + 1,
    arrows: [...anywhere, { from: 0, label: 1, to: 1 }, ...arrows],
  };
  expect(() => minimised(ltsOf(system), 'trace', 100)).toThrow(
    new RangeError(
      'what may have happened after what was seen comes to more than 100 sets of states; ask for branching equivalence, or see less',
    ),
  );
  // Every word can be said, so one state does.
  expect(stateCountOf(minimised(ltsOf(system), 'trace', 256).lts)).toBe(1);
});

test('who stops it gets nothing', () => {
  const minimising = minimise(ltsOf(choice), 'branching', 10);
  minimising.next();
  expect(minimising.next(true)).toEqual({ done: true, value: undefined });
});

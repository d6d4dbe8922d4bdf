import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type NeedlessOptions,
  type NeedlessRefusals,
  type Network,
  needlessRefusals,
  type Step,
  supervisorOf,
  wholeGraphOf,
} from '../../../checker/index.ts';
import { anyNetwork, dense } from '../../fixtures/anyNetwork.ts';
import { lamps } from '../../fixtures/lamps.ts';
import { naiveStep } from '../../fixtures/naiveExploration.ts';
import { naivePolicy } from '../../fixtures/naivePolicy.ts';

const ofGuest = ({ by }: Step): boolean => by === 'guest';

const compare = (design: Network, network: Network, options: Partial<NeedlessOptions> = {}) =>
  needlessRefusals(wholeGraphOf(design, {}), supervisorOf(wholeGraphOf(network, {}), ofGuest), {
    controllable: ofGuest,
    ...options,
  });

/** By the definition: every history that both take is followed, as long as it leads to a pair that is new. */
function naiveComparison(design: Network, network: Network) {
  const { forbidden: never, enforceable } = naivePolicy(
    network,
    (step) => network.steps[step]?.by === 'guest',
  );
  const isForbidden = (state: readonly number[], step: number) =>
    never.some((one) => one.step === step && one.state.join() === state.join());
  const reached = (start: readonly number[]) => {
    const states = new Set([start.join()]);
    for (const state of states)
      for (const step of design.steps.keys()) {
        const next = naiveStep(design, state.split(',').map(Number), step);
        if (next) states.add(next.join());
      }
    return states.size;
  };
  const initial = [design, network].map(({ parts }) => parts.map((part) => part.initial));
  const pairs = new Map<string, readonly (readonly number[])[]>(
    enforceable ? [[initial.join('|'), initial]] : [],
  );
  const kept: string[] = [];
  const refused: string[] = [];
  let [forbidden, foreign] = [0, 0];
  for (const [ours = [], theirs = []] of pairs.values()) {
    for (const name of new Set([...design.steps, ...network.steps].map((step) => step.name))) {
      const [mine, other] = [design, network].map(({ steps }) =>
        steps.findIndex((step) => step.name === name),
      ) as [number, number];
      const [here, there] = [naiveStep(design, ours, mine), naiveStep(network, theirs, other)];
      const takes = mine >= 0 && here;
      const keeps = other >= 0 && there && !isForbidden(theirs, other);
      if (takes && keeps) pairs.set([here, there].join('|'), [here, there]);
      if (keeps && network.steps[other]?.by === 'guest') {
        kept.push(name);
        if (!takes) refused.push(name);
      } else if (takes && !keeps && design.steps[mine]?.by === 'guest') {
        if (other >= 0 && there) forbidden++;
        else foreign++;
      }
    }
  }
  const count = (names: readonly string[], wanted: string) => names.filter((name) => name === wanted).length;
  return {
    pairs: pairs.size,
    states: reached(initial[0] ?? []),
    met: new Set([...pairs.values()].map(([ours]) => ours?.join())).size,
    kept: kept.length,
    refused: refused.length,
    forbidden,
    foreign,
    acts: network.steps.flatMap(({ name }) =>
      refused.includes(name)
        ? [{ act: name, keptIn: count(kept, name), refusedIn: count(refused, name) }]
        : [],
    ),
  };
}

/** A network and a design of it, in which some steps are missing, and others are refused or lead elsewhere in places. */
const aNetworkAndADesign = anyNetwork(dense).chain((network) =>
  fc
    .tuple(
      ...network.steps.map((step) =>
        fc.record({
          missing: fc.nat(9).map((dice) => dice === 0),
          changes: fc.array(
            fc.record({
              move: fc.nat(step.moves.length - 1),
              at: fc.nat(4),
              to: fc.oneof(fc.constant(-1), fc.nat(4)),
            }),
            { maxLength: 2 },
          ),
        }),
      ),
    )
    .map((changes) => {
      const steps = network.steps.flatMap((step, s) => {
        const { missing, changes: some } = changes[s] ?? { missing: false, changes: [] };
        if (missing) return [];
        const moves = step.moves.map(({ part, to }, m) => {
          const changed = Array.from(to);
          for (const { move, at, to: target } of some)
            if (move === m && at < changed.length && target < changed.length) changed[at] = target;
          return { part, to: changed };
        });
        return [{ ...step, moves }];
      });
      return { network, design: { ...network, name: 'design', steps, claims: [] } satisfies Network };
    }),
);

const byAct = (one: { readonly act: string }, other: { readonly act: string }): number =>
  one.act < other.act ? -1 : 1;

test('what a design refuses without need is what the definition says', () => {
  let [refused, forbidden, foreign] = [0, 0, 0];
  fc.assert(
    fc.property(aNetworkAndADesign, ({ network, design }) => {
      const { acts, ...numbers } = compare(design, network);
      const naive = naiveComparison(design, network);
      expect({ ...numbers, acts: acts.map(({ by, ...act }) => act).sort(byAct) }).toEqual({
        ...naive,
        acts: [...naive.acts].sort(byAct),
      });
      if (naive.refused > 0) refused++;
      if (naive.forbidden > 0) forbidden++;
      if (naive.foreign > 0) foreign++;
    }),
    { numRuns: 1500 },
  );
  // Otherwise nothing was compared.
  expect(Math.min(refused, forbidden, foreign)).toBeGreaterThan(10);
});

/** The same network with each step as two that differ in what they report: whether the first part that moves is in an even state. */
const reporting = (network: Network): Network => ({
  ...network,
  steps: network.steps.flatMap((step) =>
    [0, 1].map((parity) => ({
      ...step,
      name: `${step.name} ${parity}`,
      moves: step.moves.map(({ part, to }, m) => ({
        part,
        to: m > 0 ? to : Array.from(to, (target, from) => (from % 2 === parity ? target : -1)),
      })),
    })),
  ),
  claims: network.claims.map((claim) =>
    claim.kind === 'eachStep'
      ? {
          ...claim,
          instances: claim.instances.flatMap((one) =>
            [0, 1].map((parity) => ({ ...one, step: 2 * one.step + parity })),
          ),
        }
      : claim,
  ),
});

test('what a step only reports makes no difference', () => {
  fc.assert(
    fc.property(aNetworkAndADesign, ({ network, design }) => {
      const plain = compare(design, network);
      const actOf = (step: string) => step.slice(0, -2);
      // A step of which one half can never happen is refused in it by nobody in particular.
      const nameless = ({ acts, ...numbers }: NeedlessRefusals) => ({
        ...numbers,
        acts: acts.map(({ by, ...act }) => act),
      });
      expect(nameless(compare(reporting(design), reporting(network), { actOf }))).toEqual(nameless(plain));
    }),
    { numRuns: 100 },
  );
});

test('a design that refuses what it must refuses nothing without need, and one that refuses more shows it', () => {
  // Off and on, with ON in the first and DIM in the second.
  expect(compare(lamps(['TURN_UP']), lamps([]))).toEqual({
    pairs: 2,
    states: 2,
    met: 2,
    kept: 2,
    refused: 0,
    forbidden: 0,
    foreign: 0,
    acts: [],
  });
  // It cannot be switched on at all: of the two steps above only the first comes up, and is refused.
  expect(compare(lamps(['TURN_UP', 'ON']), lamps([]))).toMatchObject({
    pairs: 1,
    kept: 1,
    refused: 1,
    acts: [{ act: 'ON', keptIn: 1, refusedIn: 1, by: ['lamp'] }],
  });
  // It can be turned up, which is no refusal; what comes after that is not compared.
  expect(compare(lamps([]), lamps([]))).toMatchObject({
    pairs: 2,
    states: 4,
    met: 2,
    refused: 0,
    forbidden: 1,
    foreign: 0,
  });
  expect(() => compare(lamps([]), lamps([]), { maxPairs: 1 })).toThrow(RangeError);
});

test('no history is compared where no policy helps', () => {
  const burnt: Network = {
    ...lamps([]),
    parts: [{ name: 'lamp', states: ['off', 'on', 'hot', 'burnt'], initial: 2 }],
  };
  expect(compare(burnt, burnt)).toMatchObject({ pairs: 0, met: 0, kept: 0 });
});

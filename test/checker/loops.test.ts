import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Network, Report } from '../../checker/index.ts';
import { anyNetwork, dense, manySteps, veryWide, wide } from '../fixtures/anyNetwork.ts';
import { inLoops, type Runs } from '../fixtures/loops.ts';
import { naiveExploration } from '../fixtures/naiveExploration.ts';

const STATES_MAX = 600;
const SEED = 20_261_126;

const wordsOf = ({ parts }: Network): number => {
  const bits = parts.reduce((sum, { states }) => sum + Math.ceil(Math.log2(states.length)), 0);
  return Math.ceil(bits / 32);
};
const numbers = ({ states, transitions, depth, complete, claims }: Report) => ({
  states,
  transitions,
  depth,
  complete,
  claims: claims.map(({ verdict, trace }) => ({
    verdict,
    ...(trace ? { trace: trace.map(({ event }) => event) } : {}),
  })),
});

describe(`the loops of the explicit engine agree with a naive interpreter on any small network (seed ${SEED})`, () => {
  test.each([
    { name: 'few parts that move much', shape: dense, numRuns: 80, words: 1 },
    { name: 'some words a state', shape: wide, numRuns: 35, words: 2 },
    { name: 'many words a state', shape: veryWide, numRuns: 20, words: 5 },
    { name: 'more steps than a word has bits', shape: manySteps, numRuns: 18, words: 1 },
  ])(
    '$name',
    ({ shape, numRuns, words }) => {
      const sampled = fc.sample(anyNetwork(shape), { seed: SEED, numRuns }).flatMap((network) => {
        const naive = naiveExploration(network, STATES_MAX);
        return naive ? [{ network, naive }] : [];
      });
      const all = sampled.map(
        ({ network, naive }, i): Runs => ({
          network,
          runs: [
            { loop: 'plain' },
            { loop: 'hot' },
            { plainStates: 1 + (i % naive.states), workers: 1 },
            { plainStates: 1, workers: 2 + (i % 3), first: 'first' },
            { plainStates: 1 + (i % naive.states), workers: 2 + (i % 3), first: 'last' },
            // Threads cost more than such a search; some do.
            ...(i % 20 === 0 ? [{ loop: 'hot' as const, workers: 2 + ((i / 20) % 3) }] : []),
          ],
        }),
      );
      const seen = { holds: 0, violated: 0, vacuous: 0, unknown: 0 };
      inLoops(all).forEach((reports, i) => {
        const { network, naive } = sampled[i] as (typeof sampled)[number];
        reports.forEach((report, run) => {
          const of = { run: all[i]?.runs[run], network };
          expect({ ...of, ...numbers(report) }).toEqual({ ...of, ...naive, complete: true });
          for (const { verdict } of report.claims) seen[verdict]++;
        });
      });
      // A comparison that never met a verdict says nothing of it.
      for (const verdict of ['holds', 'violated', 'vacuous'] as const)
        expect(seen[verdict]).toBeGreaterThan(10);
      expect(Math.max(...sampled.map(({ network }) => wordsOf(network)))).toBeGreaterThanOrEqual(words);
    },
    120_000,
  );
});

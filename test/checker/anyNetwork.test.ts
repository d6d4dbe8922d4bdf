import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { check } from '../../checker/index.ts';
import { anyNetwork, dense, wide } from '../fixtures/anyNetwork.ts';
import { expectTrace } from '../fixtures/expectTrace.ts';
import { naiveExploration } from '../fixtures/naiveExploration.ts';

const STATES_MAX = 600;
const SEED = 20_261_121;

describe.each(['explicit', 'symbolic'] as const)(
  `%s agrees with a naive interpreter on any small network (seed ${SEED})`,
  (engine) => {
    test.each([
      { name: 'few parts that move much', shape: dense, numRuns: 400 },
      { name: 'many parts in several words', shape: wide, numRuns: 120 },
    ])(
      '$name',
      async ({ shape, numRuns }) => {
        const seen = { holds: 0, violated: 0, vacuous: 0, unknown: 0 };
        let words = 0;
        await fc.assert(
          fc.asyncProperty(anyNetwork(shape), async (network) => {
            const naive = naiveExploration(network, STATES_MAX);
            fc.pre(naive !== undefined);
            const report = await check({ network }, { engine, depth: true });
            const { states, transitions, depth, complete, claims } = report;
            expect({
              states,
              transitions,
              depth,
              claims: claims.map(({ verdict, trace }) => ({
                verdict,
                ...(trace ? { trace: trace.map(({ event }) => event) } : {}),
              })),
            }).toEqual(naive);
            expect(complete).toBe(true);
            claims.forEach(({ verdict, trace }, number) => {
              seen[verdict]++;
              if (verdict === 'violated') expectTrace(network, number, trace);
            });
            words = Math.max(
              words,
              network.parts.reduce((bits, part) => bits + Math.ceil(Math.log2(part.states.length)), 0) / 32,
            );
          }),
          { seed: SEED, numRuns },
        );
        // A comparison that never met a verdict says nothing of it.
        for (const verdict of ['holds', 'violated', 'vacuous'] as const)
          expect(seen[verdict]).toBeGreaterThan(20);
        if (shape === wide) expect(words).toBeGreaterThan(1);
      },
      60_000,
    );
  },
);

describe(`walk never says more than is true (seed ${SEED})`, () => {
  test('what it calls violated is, by a trace that runs', async () => {
    let violated = 0;
    await fc.assert(
      fc.asyncProperty(anyNetwork(dense), async (network) => {
        const naive = naiveExploration(network, STATES_MAX);
        fc.pre(naive !== undefined);
        const { claims, complete } = await check({ network }, { engine: 'walk', walks: 20, walkLength: 12 });
        expect(complete).toBe(false);
        claims.forEach(({ verdict, trace }, number) => {
          expect(['violated', 'unknown']).toContain(verdict);
          if (verdict !== 'violated') return;
          violated++;
          expect(naive?.claims[number]?.verdict).toBe('violated');
          expect(trace?.length).toBeGreaterThanOrEqual(naive?.claims[number]?.trace?.length ?? 0);
          expectTrace(network, number, trace);
        });
      }),
      { seed: SEED, numRuns: 100 },
    );
    expect(violated).toBeGreaterThan(20);
  });
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { check } from '../../checker/index.ts';
import { isOfRuns, isOfStates } from '../../exporters/networkWords.ts';
import { anyRuns } from '../fixtures/anyRuns.ts';
import { crosscheck } from '../fixtures/crosscheck.ts';
import { spinCount } from '../fixtures/outsideCount.ts';
import { twoLamps, twoLampsForEver } from '../fixtures/twoLamps.ts';

crosscheck('spin', spinCount, (claim) => isOfStates(claim) || isOfRuns(claim));

test.each([
  [twoLamps, ['bothAlike', 'noFailureWhileOn']],
  [twoLampsForEver, ['failsAnyway', 'goesOff']],
] as const)('spin finds the graph and the verdicts derived by hand in the fixture', (network, violated) => {
  expect(spinCount(network)).toEqual({ states: 4, transitions: 6, violated });
});

test('spin and explicit agree on runs of random networks under random promises', async () => {
  const found = { violated: 0, not: 0 };
  const property = fc.asyncProperty(anyRuns, async ([network]) => {
    const { claims, states, transitions } = await check({ network });
    const violated = claims.filter(({ verdict }) => verdict === 'violated').map(({ claim }) => claim);
    expect(spinCount(network)).toEqual({ states, transitions, violated });
    found[violated.length > 0 ? 'violated' : 'not']++;
  });
  await fc.assert(property, { seed: 20_261_126, numRuns: 20 });
  process.stdout.write(`random runs: ${found.violated} violated, ${found.not} not\n`);
  expect(Math.min(found.violated, found.not)).toBeGreaterThan(3);
}, 1_200_000);

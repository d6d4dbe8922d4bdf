import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { CheckOptions, Network, Report } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { bouncedPages, bouncedPagesStates } from '../fixtures/bouncedPages.ts';
import { builtCli } from '../fixtures/builtCli.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const MINUTES = 60_000;

/** A report of the symbolic engine, made in a process of its own. */
function checked(network: Network, options: CheckOptions = {}): Report {
  builtCli();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'inOwnProcess.mjs')],
    {
      input: JSON.stringify({ network, options: { engine: 'symbolic', ...options } }),
      encoding: 'utf8',
      maxBuffer: 1e8,
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Tables are typed arrays, which JSON would make objects of. */
const asJson = (network: Network): Network => ({
  ...network,
  steps: network.steps.map((step) => ({
    ...step,
    moves: step.moves.map(({ part, to }) => ({ part, to: Array.from(to) })),
  })),
  claims: network.claims.map((claim) => ({
    ...claim,
    instances: claim.instances.map((instance) => ({ ...instance, table: Array.from(instance.table) })),
  })) as Network['claims'],
});

/** Sum over k of C(N,k) 2^(N-k) ((k+1)^2+k)^M. */
function pagesAndSlotsStates(pages: number, slots: number): bigint {
  let sum = 0n;
  let choose = 1n;
  for (let shared = 0; shared <= pages; shared++) {
    const others = BigInt(pages - shared);
    sum += choose * 2n ** others * BigInt((shared + 1) ** 2 + shared) ** BigInt(slots);
    choose = (choose * others) / BigInt(shared + 1);
  }
  return sum;
}

describe('worlds that no list of states can hold', () => {
  test(
    'more than 10^38 states, with all claims: 16 pages, 16 slots, 4 devices',
    () => {
      const size = { pages: 16, slots: 16, devices: 4 };
      const states = bouncedPagesStates(size);
      expect(states).toBeGreaterThan(10n ** 38n);
      const report = checked(bouncedPages(size));
      expect(report.claims.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds']);
      expect(report).toMatchObject({ complete: true, states: `${states}` });
      expect(report.seconds).toBeLessThan(10);
    },
    MINUTES,
  );

  test(
    'the same with an ACCEPT that asks nobody: shortest counterexamples among as many states',
    () => {
      const report = checked(bouncedPages({ pages: 16, slots: 16, devices: 4 }, true));
      expect(report.claims.map(({ verdict, trace }) => [verdict, trace?.length])).toEqual([
        ['violated', 3],
        ['violated', 4],
        ['holds', undefined],
      ]);
    },
    MINUTES,
  );

  test.each([
    { pages: 6, slots: 6 },
    { pages: 8, slots: 8 },
  ])(
    '$pages pages x $slots slots of the translation model',
    ({ pages, slots }) => {
      const { network } = compose(pagesAndSlots(pages, slots));
      const { states, claims } = checked(asJson(network));
      expect(BigInt(states)).toBe(pagesAndSlotsStates(pages, slots));
      expect(claims).toEqual([{ claim: 'cachedPageIsShared', verdict: 'holds' }]);
      const faulty = compose(pagesAndSlots(pages, slots, true));
      expect(checked(asJson(faulty.network)).claims[0]?.trace).toHaveLength(6);
    },
    MINUTES,
  );
});

import { describe, expect, test } from '@jest/globals';
import type { Network, Report } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { bouncedPages, bouncedPagesStates } from '../fixtures/bouncedPages.ts';
import { runBuilt } from '../fixtures/builtCli.ts';
import { checkedApart } from '../fixtures/checkedApart.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const MINUTES = 60_000;

/** A report of the symbolic engine, made in a process of its own. */
const checked = (network: Network): Report => checkedApart(network, { engine: 'symbolic' });

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
    },
    10 * MINUTES,
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
    10 * MINUTES,
  );

  test(
    'more than 10^30 states of a design of the catalogue, with the verdicts and leaks of one device',
    async () => {
      const found = async (devices: number) => {
        const size = `device=${devices}`;
        const flags = ['check', 'restrictedPoolNo33', '--engine', 'symbolic', '--size', size, '--json'];
        const { proposals } = JSON.parse((await runBuilt(flags)).out);
        const { states, complete, claims } = proposals[0];
        const verdicts = (claims as { invariant: string; verdict: string; steps?: number }[]).map(
          ({ invariant, verdict, steps }) => [invariant, verdict, steps],
        );
        return { states: BigInt(states), complete, verdicts };
      };
      const one = await found(1);
      const many = await found(13);
      expect(many).toEqual({ ...one, states: one.states ** 13n });
      expect(many.states).toBeGreaterThan(10n ** 30n);
      expect(many.complete).toBe(true);
      expect(many.verdicts.filter(([, verdict]) => verdict === 'holds').length).toBeGreaterThan(8);
    },
    10 * MINUTES,
  );

  test.each([
    { pages: 6, slots: 6 },
    { pages: 8, slots: 8 },
  ])(
    '$pages pages x $slots slots of the translation model',
    ({ pages, slots }) => {
      const { network } = compose(pagesAndSlots(pages, slots));
      const { states, claims } = checked(network);
      expect(BigInt(states)).toBe(pagesAndSlotsStates(pages, slots));
      expect(claims).toEqual([{ claim: 'cachedPageIsShared', verdict: 'holds' }]);
      const faulty = compose(pagesAndSlots(pages, slots, true));
      expect(checked(faulty.network).claims[0]?.trace).toHaveLength(6);
    },
    10 * MINUTES,
  );
});

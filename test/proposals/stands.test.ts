import { beforeAll, describe, expect, test } from '@jest/globals';
import { check } from '../../checker/index.ts';
import { compose, replay } from '../../composition/index.ts';
import { invariants } from '../../invariants/index.ts';
import { type Proposal, proposals, type Stand } from '../../proposals/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

interface CheckedClaim {
  readonly invariant: string;
  readonly verdict: string;
  readonly steps?: number;
  readonly trace?: readonly { readonly event: string; readonly by: string }[];
  readonly asStated: boolean;
}
interface CheckedProposal {
  readonly name: string;
  readonly states: number;
  readonly transitions: number;
  readonly complete: boolean;
  readonly claims: readonly CheckedClaim[];
}

const named = proposals.map((proposal) => [proposal.system.name, proposal] as const);
const foundBy = ({ verdict, steps }: { verdict: string; steps?: number }): Stand | string =>
  verdict === 'violated' ? { violated: steps ?? -1 } : verdict;

/**
 * Every proposal at its own sizes, by the program that is shipped and in a process of its own: inside
 * Jest's sandbox the search loses most of its speed.
 */
let run: readonly CheckedProposal[] = [];
beforeAll(async () => {
  const { out, err } = await runBuilt(['check', '--json']);
  if (err !== '') throw new Error(err);
  run = JSON.parse(out).proposals;
}, 240_000);
const ranAs = (name: string): CheckedProposal => {
  const found = run.find((proposal) => proposal.name === name);
  if (!found) throw new Error(`check did not report ${name}`);
  return found;
};

describe.each(named)('%s', (name, { system, stands, pinned, smallSizes }: Proposal) => {
  test('takes a stand on every invariant that concerns it, and on no other', () => {
    expect(Object.keys(stands).sort()).toEqual(system.claims.map((claim) => claim.name).sort());
  });

  test('every verdict and every length of a shortest leak is as stated', () => {
    const found = Object.fromEntries(ranAs(name).claims.map((claim) => [claim.invariant, foundBy(claim)]));
    expect(found).toEqual(stands);
    expect(ranAs(name).claims.filter(({ asStated }) => !asStated)).toEqual([]);
  });

  test('the graph is the pinned one', () => {
    const { states, transitions, complete } = ranAs(name);
    expect({ states, transitions, complete }).toEqual({ ...pinned, complete: true });
  });

  test('every leak happens on the machines themselves', () => {
    const { world } = compose(system);
    for (const { trace } of ranAs(name).claims) {
      if (trace) expect(replay(world, trace).steps.map(({ event, by }) => ({ event, by }))).toEqual(trace);
    }
  });

  test('the reference engine agrees on states, transitions, depth, verdicts and lengths', async () => {
    const small = compose(system, smallSizes);
    const summary = async (engine: 'explicit' | 'reference') => {
      const { states, transitions, depth, complete, claims } = await check(small, { engine });
      const verdicts = claims.map(({ claim, verdict, trace }) => [claim, verdict, trace?.length]);
      return { states, transitions, depth, complete, verdicts };
    };
    expect(await summary('reference')).toEqual(await summary('explicit'));
  }, 120_000);

  test('random walks contradict nothing', async () => {
    const { claims } = await check(compose(system), { engine: 'walk', walks: 20, walkLength: 40 });
    for (const { claim, verdict, trace = [] } of claims) {
      const stand = stands[claim];
      if (verdict === 'unknown') continue;
      const least = typeof stand === 'object' ? stand.violated : Number.POSITIVE_INFINITY;
      expect({ claim, steps: trace.length, possible: trace.length >= least }).toEqual({
        claim,
        steps: trace.length,
        possible: true,
      });
    }
  }, 120_000);
});

describe('the catalogue', () => {
  test('has at least a dozen designs, each under a name of its own', () => {
    expect(proposals.length).toBeGreaterThanOrEqual(12);
    expect(new Set(proposals.map(({ system }) => system.name)).size).toBe(proposals.length);
  });

  test.each(named)(
    '%s says what it is, what speaks for and against it, and where that was said',
    (_, proposal) => {
      for (const text of [proposal.title, proposal.argument, proposal.objection]) expect(text).toMatch(/\S/);
      expect(proposal.sources.length).toBeGreaterThan(0);
      for (const source of proposal.sources) expect(source).toMatch(/\S/);
    },
  );

  test('every invariant is about at least one design, and bites or holds somewhere', () => {
    const idle = invariants.filter(
      ({ name }) => !proposals.some(({ stands }) => stands[name] !== undefined && stands[name] !== 'vacuous'),
    );
    expect(idle.map(({ name }) => name)).toEqual([]);
  });
});

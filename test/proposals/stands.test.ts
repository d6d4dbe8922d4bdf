import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ClaimReport, Report } from '../../checker/index.ts';
import { invariants } from '../../invariants/index.ts';
import { type Proposal, proposals } from '../../proposals/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

interface CheckedClaim extends Omit<ClaimReport, 'claim'> {
  readonly invariant: string;
  readonly asStated: boolean;
}
interface CheckedProposal extends Omit<Report, 'claims'> {
  readonly claims: readonly CheckedClaim[];
}

/** What two engines must agree on; a verdict is a claim, what was found of it, and the length of a leak. */
interface Agreement {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly complete: boolean;
  readonly verdicts: readonly (readonly [claim: string, verdict: string, steps: number | null])[];
  /** By claim: the steps of its trace and loop. Whole searches find the same ones, whatever the engine. */
  readonly lassos: readonly (readonly string[])[];
}

/** What `onTheMachines.mjs` prints. */
interface OnMachines {
  readonly name: string;
  readonly refused: readonly string[];
  readonly walks: readonly {
    readonly claim: string;
    readonly verdict: string;
    readonly steps: number | null;
  }[];
  readonly explicit: Agreement;
  readonly reference: Agreement;
}

const named = proposals.map((proposal) => [proposal.system.name, proposal] as const);
/** What the program printed, as the report that Jest's matchers judge. */
const reportOf = ({ claims, ...checked }: CheckedProposal): Report => ({
  ...checked,
  claims: claims.map(({ invariant, ...found }) => ({ claim: invariant, ...found })),
});

/**
 * Every proposal at its own sizes, by the program that is shipped and in a process of its own: inside
 * Jest's sandbox the search loses most of its speed.
 */
let run: readonly CheckedProposal[] = [];
let machines: readonly OnMachines[] = [];
beforeAll(async () => {
  const { out, err } = await runBuilt(['check', '--json']);
  if (err !== '') throw new Error(err);
  run = JSON.parse(out).proposals;
  const script = join(import.meta.dirname, 'onTheMachines.mjs');
  const child = spawnSync(process.execPath, ['--max-semi-space-size=128', script], {
    input: out,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  machines = child.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}, 600_000);
const onMachines = (name: string): OnMachines => {
  const found = machines.find((proposal) => proposal.name === name);
  if (!found) throw new Error(`${name} was not taken through the machines`);
  return found;
};
const ranAs = (name: string): CheckedProposal => {
  const found = run.find((proposal) => proposal.name === name);
  if (!found) throw new Error(`check did not report ${name}`);
  return found;
};

describe.each(named)('%s', (name, { system, stands, pinned }: Proposal) => {
  test('takes a stand on every invariant that concerns it, and on no other', () => {
    expect(Object.keys(stands).sort()).toEqual(system.claims.map((claim) => claim.name).sort());
  });

  test.each(Object.entries(stands))('%s: %j', (claim, stand) => {
    const report = reportOf(ranAs(name));
    if (stand === 'holds') expect(report).toHold(claim);
    else if (stand === 'vacuous') expect(report).toBeVacuous(claim);
    else expect(report).toBeViolated(claim, stand.violated);
  });

  test('the program itself finds every claim as stated', () => {
    expect(ranAs(name).claims.filter(({ asStated }) => !asStated)).toEqual([]);
  });

  test('the graph is the pinned one', () => {
    const { states, transitions, complete } = ranAs(name);
    expect({ states, transitions, complete }).toEqual({ ...pinned, complete: true });
  });

  test('every leak happens on the machines themselves', () => {
    expect(onMachines(name).refused).toEqual([]);
  });

  test('the reference engine agrees on states, transitions, depth, verdicts and traces', () => {
    const { explicit, reference } = onMachines(name);
    expect(explicit.complete).toBe(true);
    expect(explicit.verdicts.length).toBe(system.claims.length);
    if (reference.complete) expect(reference).toEqual(explicit);
    // Of the beginning of a graph: what it has found by then are shortest leaks too.
    else
      expect(explicit.verdicts).toEqual(
        expect.arrayContaining(reference.verdicts.filter(([, verdict]) => verdict !== 'unknown')),
      );
  });

  test('random walks contradict nothing', () => {
    const wrong = onMachines(name).walks.filter(({ claim, verdict, steps }) => {
      const stand = stands[claim];
      if (verdict === 'unknown') return false;
      return verdict !== 'violated' || typeof stand !== 'object' || (steps ?? 0) < stand.violated;
    });
    expect(wrong).toEqual([]);
  });
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

import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { proposals } from '../../proposals/index.ts';
import { builtCli } from '../fixtures/builtCli.ts';

const MINUTES = 60_000;

/** What two engines must agree on; a verdict is a claim, what was found of it, and the length of a leak. */
interface Agreement {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly complete: boolean;
  readonly verdicts: readonly (readonly [claim: string, verdict: string, steps: number | null])[];
}

/** What `oracle.mjs` prints. */
interface Oracle {
  readonly whole: { readonly explicit: Agreement; readonly reference: Agreement } | null;
  readonly beginning: {
    readonly kinds: readonly string[];
    readonly explicit: Agreement;
    readonly reference: Agreement;
  } | null;
  readonly deep: {
    readonly differences: readonly string[];
    readonly compared: { readonly states: number; readonly steps: number };
  };
}

/** By name; as many processes at a time as there are cores, the largest designs first. */
const oracles = new Map<string, Oracle>();
beforeAll(async () => {
  builtCli();
  const script = join(import.meta.dirname, 'oracle.mjs');
  const waiting = proposals.toSorted((a, b) => (b.pinned?.states ?? 0) - (a.pinned?.states ?? 0));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name } = next.system;
      const { stdout } = await promisify(execFile)(process.execPath, [script, name], { maxBuffer: 1e8 });
      oracles.set(name, JSON.parse(stdout));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}, 60 * MINUTES);

const oracleOf = (name: string): Oracle => {
  const found = oracles.get(name);
  if (!found) throw new Error(`${name} was not asked about`);
  return found;
};

const named = proposals.map(({ system: { name }, pinned }) => [name, pinned?.states ?? 0] as const);

describe.each(named)('%s', (name, states) => {
  test('seen whole, in its own or its small world, is the same to the reference engine', () => {
    const { whole, beginning } = oracleOf(name);
    if (whole) {
      expect(whole.explicit.complete).toBe(true);
      expect(whole.reference).toEqual(whole.explicit);
    } else expect(beginning).not.toBeNull();
  });

  test('as far as the reference engine sees its own world, leaks are the same and nothing else leaks', () => {
    const { whole, beginning } = oracleOf(name);
    if (!beginning) {
      expect(whole?.reference.complete).toBe(true);
      return;
    }
    const { explicit, reference, kinds } = beginning;
    const leaks = ({ verdicts }: Agreement) => verdicts.filter(([, verdict]) => verdict === 'violated');
    expect(explicit.verdicts).toEqual(expect.arrayContaining(leaks(reference)));
    // All states at its depth are found, so a leak of that length cannot have been missed.
    const near = explicit.verdicts.filter(
      ([, verdict, steps], c) =>
        kinds[c] !== 'possible' && verdict === 'violated' && (steps ?? 0) <= reference.depth,
    );
    expect(reference.depth).toBeGreaterThan(3);
    expect(reference.verdicts).toEqual(expect.arrayContaining(near));
  });

  test('along random walks product and tables offer the same steps, go the same way and judge alike', () => {
    const { differences, compared } = oracleOf(name).deep;
    expect(differences).toEqual([]);
    // In a small design the ten walks soon come to an end, some after one step.
    const ends = states <= 100;
    expect(compared.states).toBeGreaterThan(ends ? 19 : 100);
    expect(compared.steps).toBeGreaterThan(compared.states / 2 - (ends ? 1 : 0));
  });
});

import { readFileSync } from 'node:fs';
import type { Outcome } from './outcome.ts';

/** A mutant that nobody notices, and why nobody need. */
export interface Survivor {
  readonly machine: string;
  readonly mutant: string;
  /** One sentence. */
  readonly reason: string;
}

/** The committed list. */
export const readSurvivors = (file: string): readonly Survivor[] => JSON.parse(readFileSync(file, 'utf8'));

/** How a list of survivors and a run disagree. */
export interface Disagreement {
  /** Survivors that the list does not have. */
  readonly unjustified: readonly Outcome[];
  /** Entries of machines that were judged whole, whose mutant does not survive, or no longer is. */
  readonly stale: readonly Survivor[];
}

/**
 * Compares the list with what a run found.
 *
 * @param whole machines of which all mutants were judged.
 */
export function disagreement(
  list: readonly Survivor[],
  outcomes: readonly Outcome[],
  whole: readonly string[],
): Disagreement {
  const survivors = outcomes.filter(({ verdict }) => verdict === 'survivor');
  const same = (a: { machine: string; mutant: string }, b: { machine: string; mutant: string }) =>
    a.machine === b.machine && a.mutant === b.mutant;
  return {
    unjustified: survivors.filter((one) => !list.some((entry) => same(one, entry))),
    stale: list.filter(
      (entry) => whole.includes(entry.machine) && !survivors.some((one) => same(one, entry)),
    ),
  };
}

import type { Mutant } from './mutant.ts';

/**
 * What became of a mutant, by the first that noticed it:
 *
 * - `claims`: a claim of a design no longer does what the design states.
 * - `graph`: a design's graph is no longer the pinned one, though all its claims are as stated.
 * - `bugs`: a known bug is no longer rediscovered, or its rule no longer keeps it away.
 * - `conformance`: a recording of another implementation, or a generated monitor, is no longer judged as before.
 * - `shapes`: the pinned life cycle of the machine alone is another.
 * - `survivor`: nobody.
 * - `equivalent`: it does the same as the machine under every input that designs and pinned life cycles give it.
 * - `refused`: it cannot be composed; like a mutant that does not compile it counts for nothing.
 */
export const verdicts = [
  'claims',
  'graph',
  'bugs',
  'conformance',
  'shapes',
  'survivor',
  'equivalent',
  'refused',
] as const;
export type Verdict = (typeof verdicts)[number];

/** One mutant, judged. */
export interface Outcome {
  readonly machine: string;
  readonly mutant: Mutant['name'];
  readonly operator: Mutant['operator'];
  readonly verdict: Verdict;
  /** Whether some design lets the difference matter at all. */
  readonly met: boolean;
  /** What noticed it: a design and its claims, a design, a bug, a recording; or why it was refused. */
  readonly noticed: readonly string[];
}

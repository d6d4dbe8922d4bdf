import type { ClaimReport } from '../checker/index.ts';
import type { Checked } from './checked.ts';

/** A verdict at one time; in how many steps, where it is a violation. */
export interface VerdictThen {
  readonly verdict: ClaimReport['verdict'];
  readonly steps?: number;
}

/** A claim whose verdict, or the length of whose trace, is another than before. */
export interface VerdictChange {
  readonly invariant: string;
  /** Absent for a claim that is new. */
  readonly before?: VerdictThen;
  /** Absent for a claim that is no longer made. */
  readonly after?: VerdictThen;
}

/** What changed in the verdicts of one proposal between two runs, in the order of its claims. */
export function verdictDiff(before: Checked | undefined, after: Checked | undefined): VerdictChange[] {
  const [then, now] = [verdictsOf(before), verdictsOf(after)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((invariant) => {
    const [was, is] = [then.get(invariant), now.get(invariant)];
    if (was?.verdict === is?.verdict && was?.steps === is?.steps) return [];
    return [{ invariant, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) }];
  });
}

const verdictsOf = (run: Checked | undefined): Map<string, VerdictThen> =>
  new Map(
    run?.claims.map(({ claim, verdict, trace }) => [
      claim,
      { verdict, ...(trace ? { steps: trace.length } : {}) },
    ]),
  );

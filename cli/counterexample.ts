import { type CheckOptions, type ClaimReport, check, type Report } from '../checker/index.ts';
import { type Claim, type Composition, compose } from '../composition/index.ts';
import type { Proposal } from '../proposals/index.ts';
import type { Cli } from './command.ts';
import { interruptible } from './interruptible.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { byName, pick } from './pick.ts';
import { pickProposal } from './pickProposal.ts';
import { progressLine } from './progressLine.ts';
import { keeping, pickRules, without } from './without.ts';

/** A proposal checked for one claim. */
export interface Counterexample {
  /** As it was asked for: without the rules that are left out. */
  readonly proposal: Proposal;
  /** With them. */
  readonly whole: Proposal;
  readonly claim: Claim;
  readonly composition: Composition;
  readonly report: Report;
  readonly found: ClaimReport;
}

/**
 * Checks one proposal for one claim alone. The trace is the one that `check` finds: it depends on the steps that
 * can be taken, and monitors, which are left out, forbid none.
 *
 * @throws {UsageError} for an unknown proposal, or an invariant, an index set or a rule that it does not have.
 */
export async function counterexample(
  { catalogue, io }: Cli,
  proposalName: string,
  invariantName: string,
  options: Pick<CheckOptions, 'maxStates'> & {
    readonly size?: Readonly<Record<string, number>>;
    /** Names of rules to leave out. */
    readonly without?: readonly string[];
  },
): Promise<Counterexample> {
  const whole = pickProposal(catalogue, proposalName);
  const leftOut = pickRules(catalogue, options.without ?? []);
  keeping(catalogue, [whole], leftOut, true);
  const proposal = without(whole, leftOut);
  const { system } = proposal;
  pick(
    'invariant',
    invariantName,
    byName(catalogue.invariants, ({ name }) => name),
  );
  const claim = pick(
    `claim of ${system.name} called`,
    invariantName,
    byName(system.claims, ({ name }) => name),
  );
  refuseUnknownSets([proposal], '--size', Object.keys(options.size ?? {}));
  const composition = compose({ ...system, claims: [claim] }, options.size ?? {});
  const line = progressLine(io, system.name);
  const { maxStates } = options;
  const report = await interruptible(io, (signal) =>
    check(composition, {
      signal,
      onProgress: line.show,
      ...(maxStates === undefined ? {} : { maxStates }),
    }),
  ).finally(line.end);
  const [found = { claim: claim.name, verdict: 'unknown' as const }] = report.claims;
  return { proposal, whole, claim, composition, report, found };
}

import { type CheckOptions, type ClaimReport, check, type Report } from '../checker/index.ts';
import { compose, sizesOf } from '../composition/index.ts';
import type { Proposal, Stand } from '../proposals/index.ts';
import { type Standing, standingOf } from './standing.ts';

/** One proposal, checked and compared with what it states. */
export interface Checked {
  readonly proposal: Proposal;
  readonly size: Readonly<Record<string, number>>;
  readonly report: Report;
  readonly claims: readonly CheckedClaim[];
  /** Whether the graph is the pinned one; absent where the run could not tell. */
  readonly pinned?: { readonly states: number; readonly transitions: number; readonly asStated: boolean };
}

/** One claim of it. */
export interface CheckedClaim extends ClaimReport {
  readonly standing: Standing;
  /** What the proposal states, at its own sizes. */
  readonly expected?: Stand;
}

/** What to check of a proposal, and how. */
export interface CheckedOptions extends CheckOptions {
  /** Sizes that replace the proposal's own, by index set; sets that it does not have are left aside. */
  readonly size?: Readonly<Record<string, number>>;
  /** Names of the invariants to check; all that the proposal has, by default. */
  readonly only?: readonly string[];
}

/**
 * Checks one proposal. An interrupted run still gives a report: a proposal whose turn never came has
 * zero states and no verdicts.
 *
 * @throws whatever {@link compose} refuses.
 */
export async function checked(
  proposal: Proposal,
  { size = {}, only, ...options }: CheckedOptions,
): Promise<Checked> {
  const own = sizesOf(proposal.system);
  const wanted = Object.fromEntries(Object.entries(size).filter(([set]) => set in own));
  const sizes = sizesOf(proposal.system, wanted);
  const ownSize = Object.entries(own).every(([set, count]) => sizes[set] === count);
  const claims = proposal.system.claims.filter(({ name }) => !only || only.includes(name));
  const system = { ...proposal.system, claims };
  const report = options.signal?.aborted
    ? notBegun(system, options)
    : await check(compose(system, wanted), options);

  // Monitors are parts of the graph, so its size is that of the full set of claims; and a reduced one is another.
  const whole = claims.length === proposal.system.claims.length;
  const shortest = report.shortest !== false;
  const { states, transitions } = proposal.pinned;
  const asStated = report.states === states && report.transitions === transitions;
  return {
    proposal,
    size: sizes,
    report,
    claims: report.claims.map((claim) => {
      const stand = proposal.stands[claim.claim];
      return {
        ...claim,
        standing: standingOf(claim, stand, { ownSize, shortest }),
        ...(ownSize && stand !== undefined ? { expected: stand } : {}),
      };
    }),
    ...(ownSize && whole && report.complete && !report.reduction
      ? { pinned: { states, transitions, asStated } }
      : {}),
  };
}

const notBegun = ({ name, claims }: Proposal['system'], { engine = 'explicit' }: CheckOptions): Report => ({
  name,
  engine,
  states: 0,
  transitions: 0,
  depth: 0,
  seconds: 0,
  complete: false,
  stopped: 'interrupted',
  claims: claims.map((claim) => ({ claim: claim.name, verdict: 'unknown' })),
});

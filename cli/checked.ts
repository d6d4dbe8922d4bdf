import { type CheckOptions, type ClaimReport, check, type Report } from '../checker/index.ts';
import { type Audit, audit, compose, type Forecast, forecast, sizesOf } from '../composition/index.ts';
import { type Host, type Proposal, type Stand, underHost } from '../proposals/index.ts';
import { type Standing, standingOf } from './standing.ts';

/** One proposal, checked and compared with what it states. */
export interface Checked {
  readonly proposal: Proposal;
  readonly size: Readonly<Record<string, number>>;
  readonly host: Host;
  readonly report: Report;
  readonly claims: readonly CheckedClaim[];
  /** Names of the rules that were left out, where some were: then nothing is compared with what is stated. */
  readonly without?: readonly string[];
  /** How large the world was thought to be, where it is larger than the proposal's own. */
  readonly forecast?: Forecast;
  /** What a repetition without acceleration found, where one was asked for. */
  readonly audit?: Audit;
  /** Whether the graph is the pinned one; absent where the run could not tell. */
  readonly pinned?: { readonly states: number; readonly transitions: number; readonly asStated: boolean };
}

/** One claim of it. */
export interface CheckedClaim extends ClaimReport {
  readonly standing: Standing;
  /** What the proposal states, at its own sizes and under its hostile host. */
  readonly expected?: Stand;
}

/** What to check of a proposal, and how. */
export interface CheckedOptions extends CheckOptions {
  /** Sizes that replace the proposal's own, by index set; sets that it does not have are left aside. */
  readonly size?: Readonly<Record<string, number>>;
  /** Hostile by default, which is the host that proposals state their verdicts for. */
  readonly host?: Host;
  /** Names of the invariants to check; all that the proposal has, by default. */
  readonly only?: readonly string[];
  /** Names of the rules that the proposal was given without. */
  readonly without?: readonly string[];
  /** Whether to repeat the run without its acceleration, in the proposal's small world. */
  readonly audit?: boolean;
  /** Told, before the search, how large a world will be that is larger than the proposal's own. */
  readonly onForecast?: (forecast: Forecast) => void;
}

/**
 * Checks one proposal. An interrupted run still gives a report: a proposal whose turn never came has
 * zero states and no verdicts.
 *
 * @throws whatever {@link compose} refuses.
 */
export async function checked(
  proposal: Proposal,
  {
    size = {},
    host = 'hostile',
    only,
    without,
    audit: wantsAudit = false,
    onForecast,
    ...options
  }: CheckedOptions,
): Promise<Checked> {
  const own = sizesOf(proposal.system);
  const wanted = Object.fromEntries(Object.entries(size).filter(([set]) => set in own));
  const sizes = sizesOf(proposal.system, wanted);
  const ownWorld = host === 'hostile' && Object.entries(own).every(([set, count]) => sizes[set] === count);
  const claims = proposal.system.claims.filter(({ name }) => !only || only.includes(name));
  const system = { ...underHost(proposal.system, host), claims };
  const composition = options.signal?.aborted ? undefined : compose(system, wanted);
  const enlarged = Object.entries(own).some(([set, count]) => (sizes[set] ?? 0) > count);
  const foreseen =
    composition && enlarged && onForecast
      ? await forecast(system, wanted, proposal.smallSizes).catch(unforeseeable)
      : undefined;
  if (foreseen) onForecast?.(foreseen);
  const report = composition ? await check(composition, options) : notBegun(system, options);
  const audited =
    composition && wantsAudit && !options.signal?.aborted
      ? await audit({ composition, report, small: compose(system, proposal.smallSizes) }, options)
      : undefined;

  // Monitors are parts of the graph, so its size is that of the full set of claims; and a reduced one is another.
  const whole = claims.length === proposal.system.claims.length;
  const shortest = report.shortest !== false;
  const compared = ownWorld && !without;
  return {
    proposal,
    size: sizes,
    host,
    report,
    claims: report.claims.map((claim) => {
      const stand = proposal.stands[claim.claim];
      return {
        ...claim,
        standing:
          without && claim.verdict !== 'unknown'
            ? 'notCompared'
            : standingOf(claim, stand, { ownWorld, shortest }),
        ...(compared && stand !== undefined ? { expected: stand } : {}),
      };
    }),
    ...(without ? { without } : {}),
    ...(foreseen ? { forecast: foreseen } : {}),
    ...(audited ? { audit: audited } : {}),
    ...(proposal.pinned && compared && whole && report.complete && !report.reduction
      ? { pinned: { ...proposal.pinned, asStated: isPinned(report, proposal.pinned) } }
      : {}),
  };
}

const isPinned = (report: Report, { states, transitions }: NonNullable<Proposal['pinned']>): boolean =>
  report.states === states && report.transitions === transitions;

const notBegun = ({ name, claims }: Proposal['system'], { engine = 'explicit' }: CheckOptions): Report => ({
  name,
  engine: engine === 'auto' ? 'explicit' : engine,
  states: 0,
  transitions: 0,
  depth: 0,
  seconds: 0,
  complete: false,
  stopped: 'interrupted',
  claims: claims.map((claim) => ({ claim: claim.name, verdict: 'unknown' })),
});

/** A world too large to forecast is searched all the same. */
const unforeseeable = (error: unknown): undefined => {
  if (!(error instanceof RangeError)) throw error;
};

import type { ClaimReport, Report, Verdict } from '../checker/index.ts';
import { check } from '../checker/index.ts';
import { compose, nearest, replay, type System } from '../composition/index.ts';

/** What a matcher returns to Jest. */
export interface Matched {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The part of Jest's matcher context that is used here. */
interface Context {
  readonly isNot?: boolean | undefined;
}

type Received = Report | System;

/**
 * `expect(report).toHold('claim')` and `await expect(system).toHold('claim')`: the claim is proved.
 *
 * Passes on the verdict `holds` only. `.not.toHold` passes on `violated` only: neither can be satisfied by
 * a claim that never applied or a search that was cut short.
 *
 * @throws {TypeError} for a claim that the report does not have.
 */
export function toHold(this: Context, received: Received, claim: string): Matched | Promise<Matched> {
  return judged(received, claim, (found, told) => {
    const definite = found.verdict === 'holds' || found.verdict === 'violated';
    return {
      pass: definite ? found.verdict === 'holds' : this.isNot === true,
      message: () => `expected claim ${claim} ${this.isNot ? 'to be violated' : 'to hold'}, but ${told}`,
    };
  });
}

/**
 * `toBeViolated('claim', 6)`: the claim is violated, and where a number is given, the trace has that many
 * steps (a shortest trace, if the engine is breadth-first). `.not` is refused; say `toHold`.
 *
 * @throws {TypeError} for a claim that the report does not have, or after `.not`.
 */
export function toBeViolated(
  this: Context,
  received: Received,
  claim: string,
  steps?: number,
): Matched | Promise<Matched> {
  refuseNot(this, 'toBeViolated');
  return judged(received, claim, ({ verdict, trace }, told) => ({
    pass: verdict === 'violated' && (steps === undefined || trace?.length === steps),
    message: () =>
      `expected claim ${claim} to be violated${steps === undefined ? '' : ` in ${steps} steps`}, but ${told}`,
  }));
}

/** `toBeVacuous('claim')`: everything was explored and the claim never applied. `.not` is refused. */
export function toBeVacuous(this: Context, received: Received, claim: string): Matched | Promise<Matched> {
  refuseNot(this, 'toBeVacuous');
  return judged(received, claim, ({ verdict }, told) => ({
    pass: verdict === 'vacuous',
    message: () => `expected claim ${claim} never to apply, but ${told}`,
  }));
}

function refuseNot({ isNot }: Context, matcher: string): void {
  if (isNot)
    throw new TypeError(
      `.not.${matcher} would pass on a claim that nobody proved; say which verdict is expected`,
    );
}

function judged(
  received: Received,
  name: string,
  judge: (claim: ClaimReport, told: string) => Matched,
): Matched | Promise<Matched> {
  if (!('families' in received)) {
    const found = claimOf(received, name);
    return judge(found, tell(found, tracedPlainly(found)));
  }
  const claim = received.claims.find((one) => one.name === name);
  if (!claim)
    throw unknownClaim(
      received.name,
      name,
      received.claims.map((one) => one.name),
    );
  const composition = compose({ ...received, claims: [claim] });
  return check(composition).then((report) => {
    const found = claimOf(report, name);
    const lasso = [...(found.trace ?? []), ...(found.loop ?? [])];
    const steps = replay(composition.world, lasso).steps.map(
      ({ event, by, summary }, at) => `${at + 1}. ${by}: ${event}  (${summary})`,
    );
    return judge(found, tell(found, steps));
  });
}

function claimOf(report: Report, name: string): ClaimReport {
  const found = report.claims.find(({ claim }) => claim === name);
  if (!found)
    throw unknownClaim(
      report.name,
      name,
      report.claims.map(({ claim }) => claim),
    );
  return found;
}

const unknownClaim = (of: string, name: string, known: readonly string[]): TypeError =>
  new TypeError(`${of} makes no claim ${name}${nearest(name, known)}`);

const tracedPlainly = ({ trace = [], loop = [] }: ClaimReport): string[] =>
  [...trace, ...loop].map(({ event, by }, at) => `${at + 1}. ${by}: ${event}`);

const told: Readonly<Record<Verdict, string>> = {
  holds: 'it holds in every reachable state',
  violated: 'it is violated',
  vacuous: 'it is vacuous: it never applied',
  unknown: 'it is unknown: the search was cut short',
};

function tell({ verdict, trace = [], loop, because }: ClaimReport, steps: readonly string[]): string {
  if (because !== undefined) return `it is unknown: ${because}`;
  if (verdict !== 'violated') return told[verdict];
  const stem = [`${told.violated} in ${trace.length} steps:`, ...steps.slice(0, trace.length)];
  if (!loop) return stem.join('\n  ');
  const after = loop.length > 0 ? 'and then, for ever:' : 'and then nothing can happen any more';
  return [...stem, after, ...steps.slice(trace.length)].join('\n  ');
}

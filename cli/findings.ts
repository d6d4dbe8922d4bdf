import type { TraceStep, Verdict } from '../checker/index.ts';
import type { Checked } from './checked.ts';
import { grouped } from './numbers.ts';
import { standText } from './standing.ts';

/** One thing that a run of `check` has looked at, as reports for other programs tell it. */
export interface Finding {
  readonly proposal: string;
  /** The invariant; or `graph`, the size that the proposal states; `deadlocks`, `livelocks`; or `audit`. */
  readonly subject: string;
  readonly verdict?: Verdict;
  readonly outcome: 'asStated' | 'notMet' | 'unknown';
  /** A sentence without its full stop. */
  readonly message: string;
  readonly trace?: readonly TraceStep[];
  readonly loop?: readonly TraceStep[];
}

/** Everything that was compared in a run, claim by claim, then graphs and audits; without a rule, only what is unknown. */
export const findings = (run: readonly Checked[]): Finding[] =>
  run.flatMap((checked) => [
    ...claimsOf(checked),
    ...graphOf(checked),
    ...examinedOf(checked),
    ...auditOf(checked),
  ]);

function claimsOf({ proposal, report, claims }: Checked): Finding[] {
  const compared = claims.filter(({ standing }) => standing !== 'notCompared');
  return compared.map(({ claim, verdict, trace, loop, because, standing, expected }) => {
    const why = because ?? (report.stopped ? 'the search was cut short' : undefined);
    const found = `${claim} is ${verdict}${verdict === 'violated' && trace ? ` in ${steps(trace.length)}` : ''}`;
    const common = {
      proposal: report.name,
      subject: claim,
      verdict,
      ...(trace ? { trace } : {}),
      ...(loop ? { loop } : {}),
    };
    if (standing === 'unknown')
      return { ...common, outcome: 'unknown', message: why === undefined ? found : `${found}: ${why}` };
    if (standing === 'asStated')
      return {
        ...common,
        outcome: 'asStated',
        message: expected === undefined ? found : `${found}, as stated`,
      };
    const stated = standText(proposal.stands[claim]);
    return { ...common, outcome: 'notMet', message: `${found}, stated is ${stated}` };
  });
}

function graphOf({ report, pinned }: Checked): Finding[] {
  if (!pinned) return [];
  const size = (states: number | bigint, transitions: number | bigint) =>
    `${grouped(states)} states and ${grouped(transitions)} transitions`;
  return [
    {
      proposal: report.name,
      subject: 'graph',
      outcome: pinned.asStated ? 'asStated' : 'notMet',
      message: `the graph has ${size(report.states, report.transitions)}${
        pinned.asStated ? ', as stated' : `, stated are ${size(pinned.states, pinned.transitions)}`
      }`,
    },
  ];
}

function examinedOf({ report: { name: proposal, deadlocks, livelock, complete } }: Checked): Finding[] {
  const found: Finding[] = [];
  if (deadlocks) {
    const { states, trace } = deadlocks;
    found.push({
      proposal,
      subject: 'deadlocks',
      outcome: states > 0 ? 'notMet' : complete ? 'asStated' : 'unknown',
      message: `nothing can happen any more in ${grouped(states)} states`,
      ...(trace ? { trace } : {}),
    });
  }
  if (livelock) {
    const { found: some, because, ...lasso } = livelock;
    found.push({
      proposal,
      subject: 'livelocks',
      outcome: some ? 'notMet' : because === undefined ? 'asStated' : 'unknown',
      message: some
        ? 'a run can go on for ever without progress'
        : (because ?? 'no run can go on for ever without progress'),
      ...lasso,
    });
  }
  return found;
}

function auditOf({ report, audit }: Checked): Finding[] {
  if (!audit) return [];
  const { differences } = audit;
  return [
    {
      proposal: report.name,
      subject: 'audit',
      outcome: differences.length > 0 ? 'notMet' : 'asStated',
      message:
        differences.length > 0
          ? `without acceleration it is not alike: ${differences.join('; ')}`
          : 'without acceleration it is all alike',
    },
  ];
}

const steps = (count: number): string => `${count} ${count === 1 ? 'step' : 'steps'}`;

/** The steps of a counterexample as numbered lines, and those that are repeated for ever. */
export function numbered({ trace = [], loop }: Pick<Finding, 'trace' | 'loop'>): string[] {
  const told = [...trace, ...(loop ?? [])].map(({ event, by }, at) => `${at + 1}. ${by}: ${event}`);
  if (!loop) return told;
  const after = loop.length > 0 ? 'and then, for ever:' : 'and then nothing can happen any more';
  return [...told.slice(0, trace.length), after, ...told.slice(trace.length)];
}

import type { Checked } from './checked.ts';
import { checkJson } from './checkJson.ts';
import type { CheckPlan } from './checkPlan.ts';
import { complaints, summaryLine } from './checkText.ts';
import type { ExitCode } from './exitCode.ts';
import type { Io } from './io.ts';
import { paintFor } from './paint.ts';
import type { VerdictChange, VerdictThen } from './verdictDiff.ts';

/** One round of a watch: what was saved, and what that did. */
export interface WatchRound {
  /** From 1 on; in the first everything is new. */
  readonly round: number;
  /** Files that were saved since the round before. */
  readonly changed: readonly string[];
  /** Proposals that were checked in this round. */
  readonly checked: readonly Checked[];
  readonly differences: readonly (VerdictChange & { readonly proposal: string })[];
  /** Whether it was ended before all that was touched had been checked. */
  readonly interrupted: boolean;
  readonly exitCode: ExitCode;
}

/** A round as one line of JSON; its proposals are as those of `check --json`. */
export function watchRoundJson({ checked, ...round }: WatchRound, limits: CheckPlan['limits']): string {
  return `${JSON.stringify({ ...round, ...checkJson(checked, limits) })}\n`;
}

/** A round in words, with where everything that is watched now stands. */
export function watchRoundText(
  io: Io,
  { changed, checked, differences, interrupted }: WatchRound,
  all: readonly Checked[],
): string {
  const paint = paintFor(io);
  const told = (then: VerdictThen | undefined): string => {
    if (!then) return 'not claimed';
    const { verdict, steps } = then;
    return paint(verdict, steps === undefined ? verdict : `${verdict} in ${steps} steps`);
  };
  const lines = differences.map(
    ({ proposal, invariant, before, after }) =>
      `  ${proposal}: ${invariant}: ${told(before)} → ${told(after)}`,
  );
  if (interrupted) lines.push('  ended before everything was checked');
  else if (lines.length === 0) lines.push('  no verdict changed');
  const head = `${changed.join(', ')}: ${checked.length} of ${all.length} checked again`;
  return `\n${[paint('strong', head), ...lines].join('\n')}\n${complaints(checked, paint)}${summaryLine(all, paint)}`;
}

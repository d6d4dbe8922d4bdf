import { diffArrays } from 'diff';
import type { ClaimReport, TraceStep } from '../checker/index.ts';
import type { Counterexample } from './counterexample.ts';
import type { Paint } from './paint.ts';
import { UsageError } from './usageError.ts';

/** One step of two traces laid side by side. */
export interface DiffLine {
  readonly in: 'both' | 'first' | 'second';
  readonly event: string;
  readonly by: string;
}

/**
 * Two counterexamples side by side: the longest sequence of steps that they have in common, and what each has beside it. A loop is
 * taken once.
 *
 * @throws {UsageError} if one of the two has no trace.
 */
export function traceDiff(first: Counterexample, second: Counterexample): DiffLine[] {
  const [before, after] = [lassoOf(first), lassoOf(second)];
  const same = (a: TraceStep, b: TraceStep) => a.event === b.event;
  return diffArrays(before, after, { comparator: same }).flatMap(({ value, added, removed }) =>
    value.map(({ event, by }) => ({ in: added ? 'second' : removed ? 'first' : 'both', event, by }) as const),
  );
}

/** The same for people, as a patch is written. */
export function diffText(
  lines: readonly DiffLine[],
  { proposal: first }: Counterexample,
  { proposal: second }: Counterexample,
  paint: Paint,
): string {
  const signs = { both: ' ', first: '-', second: '+' } as const;
  const meanings = { both: 'quiet', first: 'violated', second: 'holds' } as const;
  const told = lines.map((line) => paint(meanings[line.in], `${signs[line.in]} ${line.by}: ${line.event}`));
  return [`--- ${first.system.name}`, `+++ ${second.system.name}`, ...told]
    .map((line) => `${line}\n`)
    .join('');
}

function lassoOf({ proposal, claim, found }: Counterexample): TraceStep[] {
  const { trace, loop = [] }: ClaimReport = found;
  if (!trace)
    throw new UsageError(
      `there is no trace to compare: the verdict of ${claim.name} for ${proposal.system.name} is ${found.verdict}`,
    );
  return [...trace, ...loop];
}

import type { ClaimReport } from '../checker/index.ts';
import type { Stand } from '../proposals/index.ts';

/**
 * How a verdict compares with what its proposal states.
 *
 * - `unstated`: the proposal takes no stand on this claim, which is a fault of the proposal.
 * - `unknown`: there is no verdict to compare.
 * - `notCompared`: rules were left out, so that this is not the design that states it.
 */
export type Standing = 'asStated' | 'contradicted' | 'unstated' | 'unknown' | 'notCompared';

/** What a verdict was found under. */
export interface StandingOptions {
  /** Whether sizes and host are the proposal's own, for which its stands were written. */
  readonly ownWorld: boolean;
  /** Whether the engine's traces are shortest ones. */
  readonly shortest: boolean;
}

/**
 * In its own world a proposal is held to every verdict and to the length of every trace. At other sizes, or under
 * an honest host, only one thing contradicts it: a violation of a claim that it does not call violated. A `holds` is meant
 * for the design, not for two pages of it, so a larger world that breaks it must not pass silently; but a
 * smaller world may well have no room for a leak, and then says `holds` or `vacuous` where the proposal
 * says violated.
 */
export function standingOf(
  { verdict, trace = [] }: ClaimReport,
  stand: Stand | undefined,
  { ownWorld, shortest }: StandingOptions,
): Exclude<Standing, 'notCompared'> {
  if (verdict === 'unknown') return 'unknown';
  const violatedIn = typeof stand === 'object' ? stand.violated : undefined;
  if (!ownWorld) return verdict === 'violated' && violatedIn === undefined ? 'contradicted' : 'asStated';
  if (stand === undefined) return 'unstated';
  if (violatedIn === undefined) return verdict === stand ? 'asStated' : 'contradicted';
  if (verdict !== 'violated') return 'contradicted';
  // A random walk that finds a leak in more steps confirms it; in fewer, nobody's length was the shortest.
  return (shortest ? trace.length === violatedIn : trace.length >= violatedIn) ? 'asStated' : 'contradicted';
}

/** A stand in words. */
export const standText = (stand: Stand | undefined): string => {
  if (stand === undefined) return 'nothing';
  return typeof stand === 'object' ? `violated in ${stand.violated} steps` : stand;
};

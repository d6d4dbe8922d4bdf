import { nearest, sizesOf } from '../composition/index.ts';
import type { Proposal } from '../proposals/index.ts';
import { UsageError } from './usageError.ts';

/**
 * Refuses index sets that none of the proposals has. A set that only some of them have is fine.
 *
 * @throws {UsageError} naming the set, and the nearest one that there is.
 */
export function refuseUnknownSets(
  proposals: readonly Proposal[],
  option: string,
  wanted: readonly string[],
): void {
  const sets = [...new Set(proposals.flatMap(({ system }) => Object.keys(sizesOf(system))))];
  for (const set of wanted) {
    if (sets.includes(set)) continue;
    const hint = nearest(set, sets) || ` (there are ${sets.join(', ')})`;
    throw new UsageError(`${option}: there is no index set ${set} here${hint}`);
  }
}

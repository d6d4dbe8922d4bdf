import { nearest, sizesOf } from '../composition/index.ts';
import type { Proposal } from '../proposals/index.ts';
import { UsageError } from './usageError.ts';

/**
 * Refuses sizes of index sets that none of the proposals has. A set that only some of them have is fine.
 *
 * @throws {UsageError} naming the set, and the nearest one that there is.
 */
export function refuseUnknownSets(
  proposals: readonly Proposal[],
  size: Readonly<Record<string, number>>,
): void {
  const sets = [...new Set(proposals.flatMap(({ system }) => Object.keys(sizesOf(system))))];
  for (const set of Object.keys(size)) {
    if (sets.includes(set)) continue;
    const hint = nearest(set, sets) || ` (there are ${sets.join(', ')})`;
    throw new UsageError(`--size: there is no index set ${set} here${hint}`);
  }
}

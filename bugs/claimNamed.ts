import type { Claim } from '../composition/index.ts';
import { invariants } from '../invariants/index.ts';

/**
 * An invariant of the catalogue, for a world made of its machines.
 *
 * @throws {TypeError} if there is none of that name.
 */
export function claimNamed(wanted: string): Claim {
  const found = invariants.find(({ name }) => name === wanted);
  if (!found) throw new TypeError(`there is no invariant ${wanted}`);
  return found;
}

import { isDeepStrictEqual } from 'node:util';
import { inputOf, sizesOf } from '../composition/index.ts';
import type { Proposal } from '../proposals/index.ts';

/**
 * Whether a proposal may have another verdict than before: a machine or a claim of it was evaluated again, or what it
 * says itself is something else. Machines and claims of files that did not change, nor what they import, are the same objects.
 */
export const touched = (before: Proposal, after: Proposal): boolean =>
  !isDeepStrictEqual(saidBy(before), saidBy(after)) ||
  !sameThings(machinesOf(before), machinesOf(after)) ||
  !sameThings(before.system.claims, after.system.claims);

const machinesOf = ({ system }: Proposal) => Object.values(system.families).map(({ machine }) => machine);

const sameThings = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((thing, number) => thing === after[number]);

/** What a proposal says without its machines and claims: only data. */
function saidBy({ system, moves, stands, pinned, smallSizes }: Proposal): object {
  const { alphabet, families, narrowed, fairness } = system;
  const sizes = sizesOf(system);
  return {
    ...{ alphabet, narrowed, fairness, sizes, moves, stands, pinned, smallSizes },
    families: Object.entries(families).map(([name, family]) => {
      const index = family.index ?? name;
      return [name, index, Array.from({ length: sizes[index] ?? 1 }, (_, member) => inputOf(family, member))];
    }),
  };
}

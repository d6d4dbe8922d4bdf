import type { ReductionOptions } from '../checker/index.ts';
import { sizesOf } from '../composition/index.ts';
import type { Proposal } from '../proposals/index.ts';
import { UsageError } from './usageError.ts';

/**
 * Reductions, from `symmetry,partial-order` or `symmetry=slot+mapping`.
 *
 * @throws {UsageError} for anything else.
 */
export function reduceOption(text: string, earlier: ReductionOptions = {}): ReductionOptions {
  let { symmetry = false, partialOrder = false } = earlier;
  for (const part of text.split(',')) {
    const found = /^(?:partial-order|symmetry(?:=(?<sets>\w+(?:\+\w+)*))?)$/.exec(part.trim());
    if (!found)
      throw new UsageError(
        `--reduce ${text}: give symmetry, symmetry=slot+mapping, partial-order, or both with a comma`,
      );
    if (found[0] === 'partial-order') partialOrder = true;
    else symmetry = found.groups?.['sets']?.split('+') ?? true;
  }
  return { symmetry, partialOrder };
}

/** What of it concerns one proposal: index sets that it does not have are left aside. */
export function reduceFor({ system }: Proposal, { symmetry, ...others }: ReductionOptions): ReductionOptions {
  const sets = Object.keys(sizesOf(system));
  return {
    ...others,
    symmetry: Array.isArray(symmetry) ? symmetry.filter((set) => sets.includes(set)) : symmetry === true,
  };
}

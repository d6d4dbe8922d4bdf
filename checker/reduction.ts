import type { Layout } from './layout.ts';
import type { Network } from './network.ts';
import { type AmpleSets, ampleSetsOf } from './partialOrder/ampleSets.ts';
import { ReductionError } from './reductionError.ts';
import { type Canonicaliser, canonicaliserOf } from './symmetry/canonicaliser.ts';
import { type Group, groupOf } from './symmetry/group.ts';
import { interchangeable } from './symmetry/interchangeable.ts';

/** What a search may leave out. */
export interface ReductionOptions {
  /**
   * States that differ only in which of several like members is which. By default of all index sets, as far
   * as their members are alike; index sets that are named must be so wholly.
   */
  readonly symmetry?: boolean | readonly string[];
  /** Orders of steps that have nothing to do with each other. */
  readonly partialOrder?: boolean;
}

/** The reductions of one search. */
export interface Reduction {
  readonly symmetry?: Canonicaliser & { readonly group: Group };
  readonly ample?: AmpleSets;
  /** What is reduced, in words. */
  readonly applied: readonly string[];
  /** What was asked for and is not, and why. */
  readonly refused: readonly string[];
}

/**
 * Prepares the reductions that somebody asked for. Each is applied only where it changes no verdict: the
 * tables must confirm the symmetry, and partial-order reduction keeps what is true of states and steps,
 * not what can still happen.
 *
 * @throws {ReductionError} if an index set that was named is not symmetric, with a pair of its members, or
 *   there are too many permutations.
 */
export function reductionOf(
  network: Network,
  layout: Layout,
  { symmetry = false, partialOrder = false }: ReductionOptions,
): Reduction {
  const applied: string[] = [];
  const refused: string[] = [];
  const unkept = (kinds: readonly string[]) =>
    network.claims.filter(({ kind }) => !kinds.includes(kind)).map(({ name, kind }) => `${name} (${kind})`);
  const add = (reduction: string, kinds: readonly string[]): boolean => {
    const others = unkept(kinds);
    if (others.length > 0) refused.push(`${reduction} does not keep ${others.join(', ')}`);
    return others.length === 0;
  };

  let canonicaliser: Reduction['symmetry'];
  if (symmetry !== false && add('symmetry', ['always', 'eachStep', 'possible'])) {
    const sets = symmetry === true ? undefined : symmetry;
    const { classes, asymmetries } = interchangeable(network, sets);
    if (sets && asymmetries[0] !== undefined) throw new ReductionError(`${network.name}: ${asymmetries[0]}`);
    refused.push(...asymmetries);
    if (classes.length > 0) {
      const group = groupOf(network, classes);
      canonicaliser = { group, ...canonicaliserOf(group, layout) };
      const words = classes.map(({ set, members }) => `${set} ${members.join(',')}`);
      applied.push(`symmetry of ${words.join(' and ')}`);
    }
  }
  let ample: AmpleSets | undefined;
  if (partialOrder && add('partial order', ['always', 'eachStep'])) {
    ample = ampleSetsOf(network);
    applied.push('partial order');
  }
  return {
    ...(canonicaliser ? { symmetry: canonicaliser } : {}),
    ...(ample ? { ample } : {}),
    applied,
    refused,
  };
}

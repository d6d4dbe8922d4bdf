import type { AnyStateMachine } from 'xstate';
import type { Claim } from './claims.ts';
import type { Alphabet, Value } from './events.ts';
import type { Fairness } from './fairness.ts';
import { nearest } from './nearest.ts';

/** A machine and how many of it there are: one member for each index of its index set. */
export interface Family {
  readonly machine: AnyStateMachine;
  /** Index set that counts the members; by default one of the family's own name. */
  readonly index?: string;
  /** Input of the machine, the same for all members or made from the index. */
  readonly input?: unknown;
}

/** Machines that move together on shared events, and what is claimed of them. */
export interface System {
  readonly name: string;
  readonly alphabet: Alphabet;
  readonly families: Readonly<Record<string, Family>>;
  /** Members of each index set; 1 where none is given. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Value parameters narrowed for this system, by event type, or `false`: what is left out cannot happen. */
  readonly narrowed?: Readonly<Record<string, false | Readonly<Record<string, readonly Value[]>>>>;
  /** Which runs are fair to claims of `leadsTo` and `eventually` that do not say it themselves; all by default. */
  readonly fairness?: readonly Fairness[];
  readonly claims: readonly Claim[];
}

/** Index set of a family. */
export const indexSetOf = (name: string, family: Family): string => family.index ?? name;

/** What the machine of one member of a family is made with. */
export const inputOf = ({ input }: Family, index: number): unknown =>
  typeof input === 'function' ? input(index) : input;

/** The family with another input for each member, made from the one that it has. */
export const withInput = (family: Family, change: (input: unknown) => unknown): Family => ({
  ...family,
  input:
    typeof family.input === 'function'
      ? (index: number) => change(inputOf(family, index))
      : change(family.input),
});

/**
 * Sizes of all index sets of a system, those in `wanted` replacing the system's own.
 *
 * @throws {RangeError} for a size that is not a whole number above 0, or of a set that no family has.
 */
export function sizesOf(
  system: System,
  wanted: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const sets = [
    ...new Set(Object.entries(system.families).map(([name, family]) => indexSetOf(name, family))),
  ];
  for (const [set, size] of Object.entries({ ...system.sizes, ...wanted })) {
    if (!sets.includes(set))
      throw new RangeError(`${system.name} has no ${set}${nearest(set, sets)} (it has ${sets.join(', ')})`);
    if (!Number.isInteger(size) || size < 1)
      throw new RangeError(`${system.name}: size ${set}=${size} is not a whole number of at least 1`);
  }
  return Object.fromEntries(sets.map((set) => [set, wanted[set] ?? system.sizes?.[set] ?? 1]));
}

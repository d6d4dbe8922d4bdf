import type { Scalarsets } from './scalarsets.ts';

/**
 * The one thing that every engine and every exporter reads: small labelled transition systems ("parts")
 * that move together, as plain integers. Nothing here knows where the integers came from, so a network
 * can be written by hand:
 *
 * @example Two lamps and one switch that toggles both; the second lamp can also fail on its own.
 * ```ts
 * const lamps: Network = {
 *   name: 'lamps',
 *   parts: [
 *     { name: 'lamp[0]', states: ['off', 'on'], initial: 0 },
 *     { name: 'lamp[1]', states: ['off', 'on', 'broken'], initial: 0 },
 *   ],
 *   steps: [
 *     // `to[s]` is the local state after the step, -1 where local state s refuses it.
 *     { name: 'TOGGLE', by: 'user', moves: [{ part: 0, to: [1, 0] }, { part: 1, to: [1, 0, -1] }] },
 *     { name: 'FAIL', by: 'world', moves: [{ part: 1, to: [2, 2, -1] }] },
 *   ],
 *   claims: [
 *     // One table over the local states of parts 0 and 1, first part slowest: index = s0 * 3 + s1.
 *     { name: 'bothAlike', kind: 'always', instances: [{ parts: [0, 1], table: [1, 2, 2, 2, 1, 2] }] },
 *   ],
 * };
 * ```
 *
 * Semantics. A state of the network is one local state for each part; it starts with every `initial`.
 * A step can happen iff each of its moves has `to[s] >= 0` for the part's local state s; then all of
 * them move at once and all other parts stay. Steps are deterministic; choice is between steps.
 */
export interface Network {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly steps: readonly Step[];
  readonly claims: readonly NetworkClaim[];
  /** Who belongs to which member of which index set, for `symmetry`. */
  readonly scalarsets?: Scalarsets;
}

/** One small labelled transition system. `states` are labels for people; engines only use their numbers. */
export interface Part {
  readonly name: string;
  readonly states: readonly string[];
  readonly initial: number;
  /** Local states in which the part has done all that it had to do, for `deadlocks`; none by default. */
  readonly finals?: readonly number[];
}

/** One event with all parameters given, the mover in `by`, and a move for every part that takes part. */
export interface Step {
  readonly name: string;
  readonly by: string;
  readonly moves: readonly Move[];
}

/** `to[s]`: local state after the step, or -1 where local state `s` refuses it (and so forbids the step). */
export interface Move {
  readonly part: number;
  readonly to: ArrayLike<number>;
}

/** What a table of a claim says about one combination of local states. */
export const NOT_APPLICABLE = 0;
/** The claim is about this combination and true of it. */
export const HOLDS = 1;
/** The claim is about this combination and false of it. */
export const VIOLATED = 2;

/**
 * A table over the local states of `parts`, in mixed radix with the first part slowest. Entries are
 * NOT_APPLICABLE, HOLDS or VIOLATED; for a claim about what happens later HOLDS means "this is a goal state"
 * and VIOLATED means "a goal is owed from here on".
 */
export interface ClaimTable {
  readonly parts: readonly number[];
  readonly table: ArrayLike<number>;
}

/** As {@link ClaimTable}, judged on the states from which step number `step` happens. */
export interface StepTable extends ClaimTable {
  readonly step: number;
}

/**
 * A promise about steps of which one run keeps taking some. It is broken by a run that from some point on takes none of
 * them, although from then on one of them can always happen (`weak`), or again and again can (`strong`).
 */
export interface FairSteps {
  readonly strength: 'weak' | 'strong';
  readonly steps: readonly number[];
}

/**
 * - `always`: no reachable state is marked VIOLATED by any instance.
 * - `eachStep`: no step happens in a state that its table marks VIOLATED. (Local moves are
 *   deterministic, so the state before and the step say everything about the state after.)
 * - `possible`: from every reachable state marked VIOLATED some sequence of steps leads to one marked
 *   HOLDS by the same instance (AG EF).
 * - `leadsTo`: on every fair run, a state marked VIOLATED is followed, or met at once, by one marked HOLDS by the
 *   same instance; it is vacuous if no reachable state is marked VIOLATED.
 * - `eventually`: every fair run comes to a state marked HOLDS; VIOLATED and NOT_APPLICABLE say the same.
 * - `sometimes`: for every instance, some reachable state is marked HOLDS. What holds has a witness for a trace: a
 *   shortest way to the goal, and of several instances that to the farthest goal. What is violated has none.
 *
 * Runs begin in the initial state and are infinite, or end where no step can happen and stay there for ever. So
 * somebody moves as long as anybody can, but nobody in particular; which runs are fair is said by `fairness`, and
 * without it all are. A step that changes nothing is a step.
 */
export type NetworkClaim =
  | {
      readonly name: string;
      readonly kind: 'always' | 'possible' | 'sometimes';
      readonly instances: readonly ClaimTable[];
    }
  | {
      readonly name: string;
      readonly kind: 'leadsTo' | 'eventually';
      readonly instances: readonly ClaimTable[];
      readonly fairness?: readonly FairSteps[];
    }
  | { readonly name: string; readonly kind: 'eachStep'; readonly instances: readonly StepTable[] };

const claimKinds: readonly string[] = [
  'always',
  'eachStep',
  'possible',
  'leadsTo',
  'eventually',
  'sometimes',
] satisfies readonly NetworkClaim['kind'][];

/**
 * Refuses a network that breaks the rules above, naming the place.
 *
 * @throws {NetworkError} for a table of the wrong length or with an entry that is no mark, a local state out
 *   of range, a part that moves twice in one step, a step without a mover's part, or a duplicate name.
 */
export function validateNetwork(network: Network): void {
  const { parts, steps, claims } = network;
  unique('part', parts);
  unique('step', steps);
  unique('claim', claims);
  for (const part of parts) {
    if (!(Number.isInteger(part.initial) && part.initial >= 0 && part.initial < part.states.length))
      throw new NetworkError(
        `part ${part.name}: initial state ${part.initial} is not one of its ${part.states.length} states`,
      );
  }
  for (const { name, states, finals = [] } of parts) {
    const strange = finals.find((state) => states[state] === undefined);
    if (strange !== undefined)
      throw new NetworkError(
        `part ${name}: final state ${strange} is not one of its ${states.length} states`,
      );
  }
  for (const step of steps) {
    if (step.moves.length === 0) throw new NetworkError(`step ${step.name}: no part takes part in it`);
    const seen = new Set<number>();
    for (const { part, to } of step.moves) {
      const size = sizeOf(network, part, `step ${step.name}`);
      if (seen.has(part)) throw new NetworkError(`step ${step.name}: part ${parts[part]?.name} moves twice`);
      seen.add(part);
      if (to.length !== size)
        throw new NetworkError(
          `step ${step.name}: the move of ${parts[part]?.name} has ${to.length} entries, not ${size}`,
        );
      for (let s = 0; s < size; s++) {
        const target = to[s] ?? Number.NaN;
        if (!(Number.isInteger(target) && target >= -1 && target < size))
          throw new NetworkError(`step ${step.name}: ${parts[part]?.name} would move from ${s} to ${target}`);
      }
    }
  }
  for (const claim of claims) {
    if (!claimKinds.includes(claim.kind))
      throw new NetworkError(`claim ${claim.name}: ${claim.kind} is no kind of claim`);
    for (const { strength, steps: fair } of ('fairness' in claim && claim.fairness) || []) {
      if (strength !== 'weak' && strength !== 'strong')
        throw new NetworkError(`claim ${claim.name}: ${strength} is no strength of fairness`);
      const strange = fair.find((step) => !steps[step]);
      if (strange !== undefined)
        throw new NetworkError(
          `claim ${claim.name}: its fairness is about step number ${strange}, which there is not`,
        );
    }
    for (const instance of claim.instances) {
      if ('step' in instance !== (claim.kind === 'eachStep'))
        throw new NetworkError(
          `claim ${claim.name}: a table of kind ${claim.kind} ${'step' in instance ? 'has a' : 'needs the number of its'} step`,
        );
      const expected = instance.parts.reduce((n, p) => n * sizeOf(network, p, `claim ${claim.name}`), 1);
      if (instance.table.length !== expected)
        throw new NetworkError(
          `claim ${claim.name}: a table has ${instance.table.length} entries, not ${expected}`,
        );
      if ('step' in instance && !steps[instance.step])
        throw new NetworkError(`claim ${claim.name}: there is no step number ${instance.step}`);
      for (let i = 0; i < expected; i++) {
        const mark = instance.table[i];
        if (mark !== NOT_APPLICABLE && mark !== HOLDS && mark !== VIOLATED)
          throw new NetworkError(`claim ${claim.name}: entry ${i} of a table is ${mark}, which is no mark`);
      }
    }
  }
}

/** A network that cannot be explored as it stands; the message names the part, step or claim. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

function sizeOf(network: Network, part: number, where: string): number {
  const found = network.parts[part];
  if (!found) throw new NetworkError(`${where}: there is no part number ${part}`);
  return found.states.length;
}

function unique(kind: string, named: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of named) {
    if (seen.has(name)) throw new NetworkError(`two ${kind}s are called ${name}`);
    seen.add(name);
  }
}

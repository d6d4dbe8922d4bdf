import {
  type ClaimTable,
  HOLDS,
  type NetworkClaim,
  NOT_APPLICABLE,
  type StepTable,
  VIOLATED,
} from '../checker/index.ts';
import type { Claim, MonitorClaim, PartView, PartViews, StepClaim } from './claims.ts';
import type { AnyEvent } from './events.ts';
import { fairnessOf, fairStepsOf } from './fairness.ts';
import { strictEvent } from './strictEvent.ts';
import type { MachineTable } from './tabulate.ts';
import { concerns, tuplesOf, viewNames, type World } from './world.ts';

/** Entries of one claim table above which the claim is over too much at once. */
const TABLE_ENTRIES_MAX = 4_000_000;

/** How each step moves each part: `moves[step].get(part)[localState]`. */
export type StepMoves = readonly ReadonlyMap<number, Int32Array>[];

/**
 * One mark, as the tables hold it.
 *
 * @throws {TypeError} if the claim's predicates throw, naming the claim.
 */
export function markOf(claim: Exclude<Claim, StepClaim | MonitorClaim>, views: PartViews): number {
  return named(claim, () => {
    if (claim.kind !== 'always') {
      if (claim.goal(views)) return HOLDS;
      return 'applies' in claim && claim.applies(views) ? VIOLATED : NOT_APPLICABLE;
    }
    if (!claim.applies(views)) return NOT_APPLICABLE;
    return claim.holds(views) ? HOLDS : VIOLATED;
  });
}

/**
 * One mark of a step claim.
 *
 * @throws {TypeError} if its predicates throw, or read a parameter that the event does not have.
 */
export function stepMarkOf(claim: StepClaim, before: PartViews, event: AnyEvent, after: PartViews): number {
  return named(claim, () => {
    const strict = strictEvent(event, (problem) => new TypeError(problem));
    if (!claim.applies(before, strict, after)) return NOT_APPLICABLE;
    return claim.holds(before, strict, after) ? HOLDS : VIOLATED;
  });
}

function named(claim: Claim, judge: () => number): number {
  try {
    return judge();
  } catch (error) {
    throw new TypeError(`claim ${claim.name}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

/** Mark of a monitor in one of its states: it has applied once it has left the initial one. */
export function monitorMarkOf(value: unknown, isInitial: boolean): number {
  if (value === 'violated') return VIOLATED;
  return isInitial ? NOT_APPLICABLE : HOLDS;
}

/**
 * Turns a claim into tables over the local states of its parts.
 *
 * @throws {RangeError} if a table would be too large, naming the claim and its families.
 */
export function tabulateClaim(
  world: World,
  tables: readonly MachineTable[],
  moves: StepMoves,
  claim: Claim,
): NetworkClaim {
  const { name } = claim;
  if (claim.kind === 'monitor') {
    const instances = world.parts.flatMap((part, number): ClaimTable[] => {
      if (part.monitors !== name) return [];
      const { snapshots } = tables[number] as MachineTable;
      return [
        {
          parts: [number],
          table: Uint8Array.from(snapshots, ({ value }, s) => monitorMarkOf(value, s === 0)),
        },
      ];
    });
    return { name, kind: 'always', instances };
  }
  const tuples = tuplesOf(world, claim);
  const names = viewNames(claim);
  const combinations = (tuple: readonly number[]) => localStatesOf(world, tables, claim, tuple, names);
  if (claim.kind !== 'eachStep') {
    const instances = tuples.map((tuple): ClaimTable => {
      const { size, views } = combinations(tuple);
      const table = new Uint8Array(size);
      for (let i = 0; i < size; i++) table[i] = markOf(claim, views(locals(tables, tuple, i)));
      return { parts: tuple, table };
    });
    if (claim.kind !== 'leadsTo' && claim.kind !== 'eventually') return { name, kind: claim.kind, instances };
    const fairness = fairStepsOf(fairnessOf(world.system, claim), world.system.alphabet, world.steps);
    return { name, kind: claim.kind, instances, fairness };
  }
  const instances = tuples.flatMap((tuple) => {
    const { size, views } = combinations(tuple);
    return world.steps.flatMap((step, number): StepTable[] => {
      if (!concerns(world, claim, tuple, step)) return [];
      const table = new Uint8Array(size);
      for (let i = 0; i < size; i++) {
        const before = locals(tables, tuple, i);
        const after = tuple.map((part, k) => moves[number]?.get(part)?.[before[k] ?? 0] ?? before[k] ?? 0);
        if (after.every((s) => s >= 0)) table[i] = stepMarkOf(claim, views(before), step.event, views(after));
      }
      return table.some((mark) => mark !== NOT_APPLICABLE) ? [{ step: number, parts: tuple, table }] : [];
    });
  });
  return { name, kind: 'eachStep', instances };
}

function localStatesOf(
  world: World,
  tables: readonly MachineTable[],
  claim: Claim,
  tuple: readonly number[],
  names: readonly string[],
) {
  const size = tuple.reduce((n, part) => n * (tables[part]?.snapshots.length ?? 1), 1);
  if (size > TABLE_ENTRIES_MAX)
    throw new RangeError(
      `claim ${claim.name} over ${claim.over.join(', ')} has ${size} combinations of local states; make it a monitor, or split it`,
    );
  // One view for each part and local state, since each is part of very many entries.
  const members = tuple.map((part) =>
    (tables[part]?.snapshots ?? []).map(
      ({ value, context }): PartView => ({ index: world.parts[part]?.index ?? 0, value, context }),
    ),
  );
  const views = (states: readonly number[]): PartViews => {
    const seen: Record<string, PartView> = {};
    for (const [k, name] of names.entries()) seen[name] = members[k]?.[states[k] ?? 0] as PartView;
    return seen;
  };
  return { size, views };
}

/** Local states of entry `i` of a table over `tuple`, first part slowest. */
function locals(tables: readonly MachineTable[], tuple: readonly number[], i: number): number[] {
  const states: number[] = [];
  let rest = i;
  for (let k = tuple.length - 1; k >= 0; k--) {
    const count = tables[tuple[k] ?? 0]?.snapshots.length ?? 1;
    states[k] = rest % count;
    rest = Math.floor(rest / count);
  }
  return states;
}

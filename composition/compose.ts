import type { AnyMachineSnapshot } from 'xstate';
import type { Checkable, Network, Part, Step } from '../checker/index.ts';
import { tabulateClaim } from './claimTables.ts';
import { type AnyEvent, type EventInstance, eventName } from './events.ts';
import { productModel } from './product.ts';
import type { System } from './system.ts';
import { type MachineTable, tabulate } from './tabulate.ts';
import { heardBy, type World, worldOf } from './world.ts';

/** A system made checkable: the tables, the machines they came from, and the world that names both. */
export interface Composition extends Checkable {
  readonly network: Network;
  readonly world: World;
  /** By part number. */
  readonly tables: readonly MachineTable[];
}

/**
 * Turns machines that share events into one network of integer tables. Steps that some part refuses in
 * all its local states are left out, since they can never happen.
 *
 * @param size replaces sizes of the system, by index set.
 * @throws whatever {@link worldOf}, {@link tabulate} or a claim's table refuses.
 */
export function compose(system: System, size: Readonly<Record<string, number>> = {}): Composition {
  const world = worldOf(system, size);
  return assemble(
    world,
    world.parts.map(({ machine }, number) =>
      tabulate(
        machine,
        askedOf(world, number).map(({ instance }) => instance),
      ),
    ),
  );
}

/** What a part is asked when it is tabulated: each step in which it takes part, by its number, as the part hears it. */
export const askedOf = (
  { steps, parts }: World,
  number: number,
): { step: number; instance: EventInstance }[] =>
  steps.flatMap((step, s) =>
    step.parts.includes(number)
      ? [{ step: s, instance: { ...step, event: heardBy(parts[number] as World['parts'][number], step) } }]
      : [],
  );

/**
 * The second half of {@link compose}: a world and the tables of its parts, asked as {@link askedOf} says, as one network.
 *
 * @param claimTable makes the table of a claim.
 */
export function assemble(
  world: World,
  tables: readonly MachineTable[],
  claimTable: typeof tabulateClaim = tabulateClaim,
): Composition {
  const { system } = world;
  const moves = world.steps.map(() => new Map<number, Int32Array>());
  world.parts.forEach(({ monitors }, number) => {
    askedOf(world, number).forEach(({ step }, e) => {
      const next = tables[number]?.next[e] as Int32Array;
      const listening = monitors ? next.map((to, from) => (to < 0 ? from : to)) : next;
      moves[step]?.set(number, listening);
    });
  });
  // Refused everywhere by somebody: the step cannot happen.
  const alive = world.steps.flatMap((_, s) =>
    [...(moves[s]?.values() ?? [])].every((to) => to.some((t) => t >= 0)) ? [s] : [],
  );
  const living: World = { ...world, steps: alive.flatMap((s) => world.steps[s] ?? []) };
  const livingMoves = alive.flatMap((s) => moves[s] ?? []);
  const network: Network = {
    name: system.name,
    parts: world.parts.map(({ name }, number) => ({
      name,
      states: tables[number]?.labels ?? [],
      initial: 0,
      ...finalsOf(tables[number]?.snapshots ?? []),
    })),
    steps: living.steps.map(
      ({ name, by }, s): Step => ({
        name,
        by,
        moves: [...(livingMoves[s] ?? [])].map(([part, to]) => ({ part, to })),
      }),
    ),
    claims: system.claims.map((claim) => claimTable(living, tables, livingMoves, claim)),
    scalarsets: {
      sizes: world.sizes,
      parts: world.parts.map(({ family, at }) => ({ kind: family, at: Object.entries(at) })),
      steps: living.steps.map((step) => ({
        kind: eventName(withoutIndexes(step)),
        at: step.indexes.map(({ set, at }) => [set, at] as const),
      })),
    },
  };
  return { network, world: living, tables, model: productModel(world) };
}

/** Where a machine has finished, if it ever does. */
function finalsOf(snapshots: readonly AnyMachineSnapshot[]): Pick<Part, 'finals'> {
  const finals = snapshots.flatMap(({ status }, state) => (status === 'done' ? [state] : []));
  return finals.length > 0 ? { finals } : {};
}

/** The event with its values only. */
const withoutIndexes = ({ event: { type, ...parameters }, indexes }: EventInstance): AnyEvent => ({
  type,
  ...Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !indexes.some(({ parameter }) => parameter === name)),
  ),
});

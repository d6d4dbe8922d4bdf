import type { Step } from '../checker/index.ts';
import { eventName } from './events.ts';
import { nearest } from './nearest.ts';
import type { World } from './world.ts';

/**
 * What is read of a seen step: the type of its event alone, or with its value parameters, or with the indexes of who is named
 * too.
 */
export type Detail = 'type' | 'values' | 'all';

/** How closely a viewpoint looks. */
export interface SeenOptions {
  /** Default `type`. */
  readonly detail?: Detail;
  /** Event types that it looks at; all, by default. */
  readonly events?: readonly string[];
}

/** Everybody from whose viewpoint a world can be seen: who moves, and the families. */
export const viewpointsOf = ({ steps, system }: World): string[] => [
  ...new Set([...steps.map(({ by }) => by), ...Object.keys(system.families)]),
];

/**
 * What a viewpoint sees of a world: the steps that it takes itself, and those in which a member of the family of that name takes
 * part. All others are hidden from it.
 *
 * @throws {RangeError} if nobody is called so, or there is no such event.
 */
export function seenBy(
  world: World,
  viewpoint: string,
  { detail = 'type', events }: SeenOptions = {},
): (step: Pick<Step, 'name'>) => string | undefined {
  refuseUnknown(world, 'mover or family', viewpoint, viewpointsOf(world));
  const types = [...new Set(world.steps.map(({ event }) => event.type))];
  for (const type of events ?? []) refuseUnknown(world, 'step', type, types);
  const seen = new Map<string, string>();
  for (const { name, by, event, indexes, parts } of world.steps) {
    const takesPart = parts.some((part) => world.parts[part]?.family === viewpoint);
    if ((by !== viewpoint && !takesPart) || events?.includes(event.type) === false) continue;
    const { type, ...parameters } = event;
    const read = Object.entries(parameters).filter(
      ([parameter]) =>
        detail === 'all' || (detail === 'values' && !indexes.some((index) => index.parameter === parameter)),
    );
    seen.set(name, eventName({ type, ...Object.fromEntries(read) }));
  }
  return ({ name }) => seen.get(name);
}

function refuseUnknown({ system }: World, kind: string, name: string, known: readonly string[]): void {
  if (!known.includes(name))
    throw new RangeError(
      `${system.name} has no ${kind} ${name}${nearest(name, known) || ` (there are ${known.join(', ')})`}`,
    );
}

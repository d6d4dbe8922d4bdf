import { nearest } from '../composition/index.ts';
import { UsageError } from './usageError.ts';

/**
 * The thing called `name`.
 *
 * @param kind what it is, for the message.
 * @throws {UsageError} if there is none, with the nearest name.
 */
export function pick<T>(kind: string, name: string, known: Readonly<Record<string, T>>): T {
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(known);
  const hint = nearest(name, names);
  // Few names are worth more than a pointer to the list of them.
  const listed = names.length <= 5 ? ` (there are ${names.join(', ')})` : ` (see: coco-dma list)`;
  throw new UsageError(`there is no ${kind} ${name}${hint || listed}`);
}

/** Named things, by their name. */
export const byName = <T>(things: readonly T[], nameOf: (thing: T) => string): Record<string, T> =>
  Object.fromEntries(things.map((thing) => [nameOf(thing), thing]));

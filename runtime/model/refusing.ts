import { type AnyEvent, eventName } from '../../composition/index.ts';
import { MisuseError } from '../errors.ts';
import type { Parts } from '../parts.ts';

/** A step that is not what the runtime does here: its parameters say something else, or it is refused. */
export function refuse(event: AnyEvent, why: string): never {
  throw new MisuseError(`${eventName(event)} is not what happens here: ${why}`);
}

/** @throws {RefusedByStateError} about the first life that refuses; nobody has moved. */
export function requireAll(lives: readonly (readonly [Parts, number, AnyEvent])[]): void {
  // The step of the one that refuses throws.
  for (const [parts, index, event] of lives) if (!parts.admits(index, event)) parts.step(index, event);
}

/** One step of several lives: all of them move, or none. It throws as {@link requireAll} does. */
export function stepAll(lives: readonly (readonly [Parts, number, AnyEvent])[]): void {
  requireAll(lives);
  for (const [parts, index, event] of lives) parts.step(index, event);
}

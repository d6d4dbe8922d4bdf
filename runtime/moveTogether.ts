import type { AnyEvent } from '../composition/index.ts';
import type { Parts } from './parts.ts';

/**
 * One step that several families of one member each may share: whoever handles the event moves, if all of
 * them admit it, and nobody if not. It is the rule by which the checker composes machines.
 *
 * @throws {RefusedByStateError} about the first that refuses.
 */
export function moveTogether(members: readonly Parts[], event: AnyEvent): void {
  const moved = members.filter((member) => member.handles(0, event.type));
  const refusing = moved.find((member) => !member.admits(0, event));
  // The step of the one that refuses throws, before anybody has moved.
  for (const member of refusing ? [refusing] : moved) member.step(0, event);
}

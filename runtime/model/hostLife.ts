import { type AnyEvent, inputOf, type System } from '../../composition/index.ts';
import { hostMachine } from '../../machines/index.ts';
import { Parts } from '../parts.ts';

/**
 * The host of a design, as a family of one: which of its moves it makes at all is what the design says of it, and nothing on bytes
 * says so.
 */
export function hostLife({ families }: System): Parts {
  const { host } = families;
  return new Parts({ machine: hostMachine, input: host && inputOf(host, 0) }, 1, () => 'the host');
}

/** @throws {RefusedByStateError} for a move that the host does not make. */
export function requireMove(host: Parts, event: AnyEvent): void {
  if (host.handles(0, event.type)) host.step(0, event);
}

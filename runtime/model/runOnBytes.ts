import type { World } from '../../composition/index.ts';
import { isRefusal } from '../errors.ts';
import { PAGE_SIZE } from '../memory/index.ts';
import { beginOnBytes } from './beginOnBytes.ts';
import { type SecretSeen, secretsSeen, Twin } from './hostView.ts';

/** What the host saw of a run. */
export interface OnBytes {
  /** Steps that were taken. */
  readonly steps: number;
  /** Why the runtime refused the next step, if it did. */
  readonly refused?: string;
  /** Secrets as they came to lie open: each with the number of the step, from 1, after which it first did. */
  readonly secrets: readonly (SecretSeen & { readonly afterStep: number })[];
  /** Bytes of memory that the host looked at, ciphertext included. */
  readonly bytes: number;
  /** The first step after which another secret in the same run would have given the host another view. */
  readonly differsAfterStep?: number;
}

/**
 * Takes a trace of a design on bytes, and looks with the host's eyes after each step.
 *
 * @param trace step names, as in a report.
 * @throws {MisuseError} if the design cannot be run on bytes.
 * @throws {RangeError} for a step that the world does not have.
 */
export function runOnBytes(world: World, trace: readonly { readonly event: string }[]): OnBytes {
  const events = new Map(world.steps.map(({ name, event }) => [name, event]));
  const guest = beginOnBytes(world.system, { sizes: world.sizes });
  const twin = new Twin('HIDDEN');
  const secrets: (SecretSeen & { afterStep: number })[] = [];
  const bytes = guest.memory.controller.pages * PAGE_SIZE;
  let differs: number | undefined;
  let refused: string | undefined;
  let steps = 0;
  for (const { event: name } of trace) {
    const event = events.get(name);
    if (!event) throw new RangeError(`${world.system.name} has no step ${name}`);
    try {
      guest.act(event);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused = error.message;
      break;
    }
    steps++;
    twin.step(guest, event);
    if (twin.difference() !== undefined) differs ??= steps;
    for (const secret of secretsSeen(guest))
      if (!secrets.some(({ at }) => at === secret.at)) secrets.push({ ...secret, afterStep: steps });
  }
  return {
    steps,
    secrets,
    bytes,
    ...(refused === undefined ? {} : { refused }),
    ...(differs === undefined ? {} : { differsAfterStep: differs }),
  };
}

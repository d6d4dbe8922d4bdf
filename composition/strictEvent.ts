import type { AnyEvent } from './events.ts';

/**
 * The event, refusing to be asked for a parameter that it does not have: a predicate that reads
 * `event.dev` where the alphabet says `device` would otherwise be quietly false.
 *
 * @param refused makes the error from what was wrong.
 */
export function strictEvent(event: AnyEvent, refused: (problem: string) => Error): AnyEvent {
  return new Proxy(event, {
    get(target, name) {
      // JSON.stringify asks everything for `toJSON`.
      if (typeof name === 'string' && !(name in target) && name !== 'toJSON')
        throw refused(`reads ${name} of ${event.type}, which has only ${Object.keys(target).join(', ')}`);
      return Reflect.get(target, name);
    },
  });
}

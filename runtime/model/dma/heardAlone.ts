import type { AnyEvent } from '../../../composition/index.ts';

const lives = new WeakMap<AnyEvent, AnyEvent>();
const pages = new WeakMap<AnyEvent, AnyEvent>();

/** An event of the model as a life of one member hears it: all of its indexes are 0. The same object for the same event. */
export const heardAlone = (event: AnyEvent): AnyEvent =>
  lives.get(event) ?? heard(lives, event, ['device', 'page', 'slot', 'mapping', 'pool']);

/** An event as the life of a page hears it, which knows devices by their numbers. The same object for the same event. */
export const heardByPage = (event: AnyEvent): AnyEvent =>
  pages.get(event) ?? heard(pages, event, ['page', 'slot', 'mapping', 'pool']);

function heard(memory: WeakMap<AnyEvent, AnyEvent>, event: AnyEvent, indexes: readonly string[]): AnyEvent {
  const named = indexes.filter((index) => event[index] !== undefined);
  const made = { ...event, ...Object.fromEntries(named.map((index) => [index, 0])) };
  memory.set(event, made);
  return made;
}

import type { AnyEvent } from '../../composition/index.ts';

/** An event of the model as a life of one member hears it: all of its indexes are 0. */
export function heardAlone(event: AnyEvent): AnyEvent {
  const { device, page, slot, mapping, pool } = event;
  return {
    ...event,
    ...(device === undefined ? {} : { device: 0 }),
    ...(page === undefined ? {} : { page: 0 }),
    ...(slot === undefined ? {} : { slot: 0 }),
    ...(mapping === undefined ? {} : { mapping: 0 }),
    ...(pool === undefined ? {} : { pool: 0 }),
  };
}

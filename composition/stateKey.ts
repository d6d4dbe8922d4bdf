import type { AnyMachineSnapshot } from 'xstate';
import { MachineError } from './machineError.ts';

/**
 * Canonical key of a snapshot: value, context, status and remembered history, with object keys sorted.
 * Two snapshots with equal keys behave alike; two that behave differently have different keys, which is
 * not true of the default key of `@xstate/graph` (it drops history, merges Sets, and depends on the order
 * of keys).
 *
 * @throws {MachineError} if the context holds what JSON cannot (naming the field), or the machine has
 *   spawned an actor.
 */
export function stateKey(machine: string, snapshot: AnyMachineSnapshot): string {
  const { value, context, status, historyValue, children } = snapshot;
  if (Object.keys(children).length > 0)
    throw new MachineError(
      machine,
      `in state ${stateLabel(snapshot)} it has spawned ${Object.keys(children)[0]}; a checked machine cannot spawn or invoke`,
    );
  const history = Object.entries(historyValue).map(([id, nodes]) => [
    id,
    nodes.map((node) => node.id).sort(),
  ]);
  return JSON.stringify([
    canonical(value, () => ''),
    canonical(context, (path, kind) => {
      throw new MachineError(
        machine,
        `in state ${JSON.stringify(value)} the ${path ? `context field ${path}` : 'context itself'} holds ${kind}; use only strings, finite numbers, booleans, null and plain arrays or objects of them`,
      );
    }),
    status,
    history.sort(),
  ]);
}

/** A short name of a snapshot for people: its value, and its context where it has one. */
export function stateLabel({ value, context }: AnyMachineSnapshot): string {
  const name = typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '');
  const fields = Object.entries(context as object).map(
    ([field, held]) => `${field}=${typeof held === 'object' ? JSON.stringify(held) : held}`,
  );
  return fields.length === 0 ? name : `${name} ${fields.join(' ')}`;
}

/** Plain data as text, with object keys sorted; undefined for what JSON cannot hold. */
export function plainText(value: unknown): string | undefined {
  let plain = true;
  const text = JSON.stringify(
    canonical(value, () => {
      plain = false;
    }),
  );
  return plain ? text : undefined;
}

type Refuse = (path: string, kind: string) => unknown;

function canonical(value: unknown, refuse: Refuse, path = '', within: readonly object[] = []): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return refuse(path, String(value));
    // JSON writes -0 as 0, and they differ under 1 / x.
    return Object.is(value, -0) ? refuse(path, '-0') : value;
  }
  if (typeof value !== 'object') return refuse(path, value === undefined ? 'undefined' : `a ${typeof value}`);
  if (!isPlain(value)) return refuse(path, `a ${value.constructor.name}`);
  if (within.includes(value)) return refuse(path, 'itself');
  if (Object.getOwnPropertySymbols(value).length > 0) return refuse(path, 'a field named by a symbol');
  const inside = [...within, value];
  // Array.from, since map would pass over the holes of an array, and JSON writes them as null.
  if (Array.isArray(value))
    return Array.from(value, (item, i) => canonical(item, refuse, `${path}[${i}]`, inside));
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // A record stays a record: as a list of pairs it would equal a context that is such a list.
  return Object.fromEntries(
    fields.map(([field, held]) => [
      field,
      canonical(held, refuse, path ? `${path}.${field}` : field, inside),
    ]),
  );
}

/** Whether an object is a plain array or record, of this or another realm, and no instance of a class. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

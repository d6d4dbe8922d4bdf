import type { Composition } from '../../composition/index.ts';
import type { GuestOnBytes } from './guestOnBytes.ts';

/** Says in which local state the bytes of a guest have each part of its model, by the numbers of the tables. */
export class LocalNumbers {
  readonly #parts: readonly {
    readonly family: string;
    readonly index: number;
    readonly known: Map<string, number>;
  }[];
  /** By the key of what was read. */
  readonly #seen: Map<string, number>[];

  constructor({ world, tables }: Composition) {
    this.#parts = world.parts.map(({ family, index }, part) => ({
      family,
      index,
      known: new Map(
        tables[part]?.snapshots.map(({ value, context }, number) => [keyOf(value, context), number]),
      ),
    }));
    this.#seen = this.#parts.map(() => new Map());
  }

  /** The local state of a part, or -1 if it is none that the model reaches. */
  of(guest: GuestOnBytes, part: number): number {
    const at = this.#parts[part];
    const seen = this.#seen[part];
    if (!at || !seen) throw new RangeError(`there is no part ${part}`);
    const { key, view } = guest.abstractPart(at.family, at.index);
    const found = seen.get(key);
    if (found !== undefined) return found;
    const { value, context } = view();
    const number = at.known.get(keyOf(value, context)) ?? -1;
    seen.set(key, number);
    return number;
  }

  /** The part as the bytes have it, for a message. */
  told(guest: GuestOnBytes, part: number): string {
    const at = this.#parts[part];
    if (!at) throw new RangeError(`there is no part ${part}`);
    const { value, context } = guest.abstractPart(at.family, at.index).view();
    return keyOf(value, context);
  }
}

function keyOf(value: unknown, context: object): string {
  const fields = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([value, fields]);
}

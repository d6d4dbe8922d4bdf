/** What a value parameter may range over. */
export type Value = string | number | boolean;

/**
 * One event type. `by` says who moves, or names the value parameter that says it. `index` lists the index
 * parameters: a name stands for itself (`['page', 'slot']`), or a record gives two roles over one index
 * set (`{ from: 'device', to: 'device' }`).
 */
export interface EventDeclaration {
  readonly by: string | { readonly parameter: string };
  readonly index?: readonly string[] | Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, readonly Value[]>>;
  /** One line for a person who reads a trace. */
  readonly summary: string;
}

/** The event types that machines share, by name. */
export type Alphabet = Readonly<Record<string, EventDeclaration>>;

/** Gives an alphabet its literal type, from which {@link EventOf} makes the events of the machines. */
export const defineEvents = <const A extends Alphabet>(alphabet: A): A => alphabet;

type IndexNames<D> = D extends { readonly index: infer I }
  ? I extends readonly string[]
    ? I[number]
    : keyof I & string
  : never;
type ValuesOf<D> = D extends { readonly values: infer V extends Readonly<Record<string, readonly Value[]>> }
  ? { readonly [P in keyof V]: V[P][number] }
  : unknown;
type RolesOf<D> = D extends { readonly index: readonly string[] }
  ? unknown
  : D extends { readonly index: object }
    ? { readonly role?: string }
    : unknown;

/** The events of an alphabet as a union, for XState's `setup({ types: {} as { events: … } })`. */
export type EventOf<A extends Alphabet> = {
  [T in keyof A & string]: { readonly type: T } & { readonly [P in IndexNames<A[T]>]: number } & ValuesOf<
      A[T]
    > &
    RolesOf<A[T]>;
}[keyof A & string];

/** An event with its parameters, as a machine receives it. */
export type AnyEvent = { readonly type: string } & Readonly<Record<string, Value>>;

/** An event with all parameters given: one step that the network may take. */
export interface EventInstance {
  readonly event: AnyEvent;
  readonly by: string;
  /** Index parameters: name, index set, index. */
  readonly indexes: readonly { readonly parameter: string; readonly set: string; readonly at: number }[];
}

/** Index parameters of an event type, as pairs of parameter name and index set. */
export function indexParameters(
  declaration: EventDeclaration,
): readonly (readonly [parameter: string, set: string])[] {
  const { index = [] } = declaration;
  return Array.isArray(index) ? index.map((name: string) => [name, name] as const) : Object.entries(index);
}

/**
 * Every instance of event type `type`, for index sets of the given sizes and the value parameters
 * narrowed by `narrowed`. An index set without a size has no members, so the event cannot happen.
 *
 * @throws {TypeError} if `narrowed` names a parameter or a value that the alphabet does not declare, `by`
 *   names a parameter that the event does not have, or a parameter has a name that is taken.
 */
export function instancesOf(
  alphabet: Alphabet,
  type: string,
  sizes: Readonly<Record<string, number>>,
  narrowed: Readonly<Record<string, readonly Value[]>> = {},
): EventInstance[] {
  const declaration = alphabet[type];
  if (!declaration) throw new TypeError(`event ${type} is not in the alphabet`);
  const { by, values = {} } = declaration;
  const names = [...indexParameters(declaration).map(([parameter]) => parameter), ...Object.keys(values)];
  const taken = names.find((name, i) => name === 'type' || name === 'role' || names.indexOf(name) < i);
  if (taken !== undefined)
    throw new TypeError(`event ${type}: the parameter name ${taken} is taken; find another`);
  for (const [parameter, chosen] of Object.entries(narrowed)) {
    const strange = chosen.find((value) => !values[parameter]?.includes(value));
    if (!values[parameter] || strange !== undefined)
      throw new TypeError(
        `event ${type} has no ${parameter}${strange === undefined ? '' : `=${strange}`} to narrow to`,
      );
  }
  if (typeof by === 'object' && !values[by.parameter])
    throw new TypeError(
      `event ${type}: its mover is said to be parameter ${by.parameter}, which it does not have`,
    );
  let partial: { indexes: EventInstance['indexes']; values: Record<string, Value> }[] = [
    { indexes: [], values: {} },
  ];
  for (const [parameter, set] of indexParameters(declaration)) {
    const range = Array.from({ length: sizes[set] ?? 0 }, (_, at) => at);
    partial = partial.flatMap((p) =>
      range.map((at) => ({
        indexes: [...p.indexes, { parameter, set, at }],
        values: { ...p.values, [parameter]: at },
      })),
    );
  }
  for (const [parameter, range] of Object.entries(values)) {
    const chosen = narrowed[parameter] ?? range;
    partial = partial.flatMap((p) =>
      chosen.map((value) => ({ ...p, values: { ...p.values, [parameter]: value } })),
    );
  }
  return partial.map(({ indexes, values: given }) => ({
    event: { type, ...given },
    by: typeof by === 'string' ? by : String(given[by.parameter]),
    indexes,
  }));
}

/** How a step is written everywhere: `MAP_BOUNCED(device=0, page=1, dir=toDevice)`. */
export function eventName({ type, ...parameters }: AnyEvent): string {
  const written = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return written.length === 0 ? type : `${type}(${written.join(', ')})`;
}

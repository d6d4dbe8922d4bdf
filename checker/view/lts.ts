/**
 * A labelled transition system, flat: the transitions of state s are those from `first[s]` up to `first[s + 1]`, each with
 * a label and a target. Labels are numbers of `labels`; number {@link HIDDEN} is a step that nobody sees.
 */
export interface Lts {
  readonly initial: number;
  readonly labels: readonly string[];
  /** One more than there are states. */
  readonly first: Int32Array;
  readonly label: Int32Array;
  readonly to: Int32Array;
}

/** The label of a step that the observer does not see. */
export const HIDDEN = 0;

/** How many states it has. */
export const stateCountOf = ({ first }: Lts): number => first.length - 1;

/** One transition of a system that is being put together. */
export interface Edge {
  readonly label: number;
  readonly to: number;
}

/** A system from the transitions of each state. Each is taken once, by label and then by target. */
export function ltsFrom(
  initial: number,
  labels: readonly string[],
  edges: readonly (readonly Edge[])[],
): Lts {
  const distinct = edges.map((of) => {
    const byKey = new Map(of.map((edge) => [`${edge.label} ${edge.to}`, edge]));
    return [...byKey.values()].sort((a, b) => a.label - b.label || a.to - b.to);
  });
  const first = new Int32Array(edges.length + 1);
  distinct.forEach((of, state) => {
    first[state + 1] = (first[state] as number) + of.length;
  });
  const all = distinct.flat();
  return {
    initial,
    labels,
    first,
    label: Int32Array.from(all, ({ label }) => label),
    to: Int32Array.from(all, ({ to }) => to),
  };
}

import type { DecisionName, Decisions } from './decisions.ts';
import type { PredicateName, Row, Tree } from './tree.ts';

type OutcomeOf<T> = T extends Tree<infer O> ? O : never;

/** What a design asks before everything that its base asks, by decision or predicate. */
export type Changes = {
  readonly [D in DecisionName]?: readonly Row<OutcomeOf<Decisions[D]>>[];
} & { readonly [P in PredicateName]?: readonly Row<boolean>[] };

const before = <T>(rows: readonly Row<T>[] | undefined, tree: Tree<T>): Tree<T> =>
  rows === undefined ? tree : { ...tree, rows: [...rows, ...tree.rows] };

/** The decisions of a design: those of its base, with the rows that it puts before them. */
export function amend({ predicates, ...base }: Decisions, changes: Changes): Decisions {
  const changed = changes as Readonly<Record<string, readonly Row<unknown>[] | undefined>>;
  const over = <T extends object>(trees: T): T =>
    Object.fromEntries(Object.entries(trees).map(([name, tree]) => [name, before(changed[name], tree)])) as T;
  return { ...over(base), predicates: over(predicates) };
}

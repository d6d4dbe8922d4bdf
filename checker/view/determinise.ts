import { type Edge, HIDDEN, type Lts, ltsFrom, stateCountOf } from './lts.ts';

/** A deterministic system, and the states of the other one that each of its states stands for. */
export interface Deterministic {
  readonly lts: Lts;
  readonly members: readonly (readonly number[])[];
}

/**
 * The system without hidden steps and without choice that has the same words: each of its states is the set of states that the
 * other may be in after a word.
 *
 * @throws {RangeError} if there are more than `statesMax` such sets; there may be exponentially many.
 */
export function determinise(lts: Lts, statesMax: number): Deterministic {
  const reachable = closures(lts);
  const initial = reachable[lts.initial] as readonly number[];
  const members: (readonly number[])[] = [initial];
  const numbers = new Map([[String(initial), 0]]);
  const edges: Edge[][] = [];
  for (let at = 0; at < members.length; at++) {
    const after = new Map<number, Set<number>>();
    for (const state of members[at] as readonly number[]) {
      for (let edge = lts.first[state] as number; edge < (lts.first[state + 1] as number); edge++) {
        const label = lts.label[edge] as number;
        if (label === HIDDEN) continue;
        const set = after.get(label) ?? new Set<number>();
        after.set(label, set);
        for (const next of reachable[lts.to[edge] as number] as readonly number[]) set.add(next);
      }
    }
    edges.push(
      [...after].map(([label, set]) => {
        const sorted = [...set].sort((a, b) => a - b);
        const known = numbers.get(String(sorted));
        if (known !== undefined) return { label, to: known };
        if (members.length === statesMax)
          throw new RangeError(
            `what may have happened after what was seen comes to more than ${statesMax} sets of states; ask for branching equivalence, or see less`,
          );
        numbers.set(String(sorted), members.length);
        return { label, to: members.push(sorted) - 1 };
      }),
    );
  }
  return { lts: ltsFrom(0, lts.labels, edges), members };
}

/** By state: the states that hidden steps lead to, itself included, in order. */
function closures(lts: Lts): (readonly number[])[] {
  return Array.from({ length: stateCountOf(lts) }, (_, state) => {
    const reached = new Set([state]);
    for (const from of reached) {
      for (let edge = lts.first[from] as number; edge < (lts.first[from + 1] as number); edge++)
        if (lts.label[edge] === HIDDEN) reached.add(lts.to[edge] as number);
    }
    return [...reached].sort((a, b) => a - b);
  });
}

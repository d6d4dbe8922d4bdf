import type { Classes } from './hiddenCycles.ts';
import { HIDDEN, type Lts, stateCountOf } from './lts.ts';
import { SignatureTable } from './signatureTable.ts';

/**
 * The coarsest division of states into classes whose members can do the same: partition refinement by signatures. The
 * signature of a state is the set of its labels with the class that each leads to. Where hidden steps are `inert`, one that
 * stays within its class does not count, and whatever can be done after such steps counts as if done at once: that is
 * branching bisimulation; without it strong bisimulation, to which a hidden step is one like others. A generator: it yields the
 * number of classes after each round.
 *
 * Inert steps must not lead in circles, and only to states with smaller numbers (see hiddenCycles).
 *
 * Source: S. Blom, S. Orzan, "Distributed Branching Bisimulation Reduction of State Spaces", ENTCS 89(1), 2003.
 */
export function* refine(lts: Lts, inert: boolean): Generator<number, Classes, boolean> {
  const { first, label, to } = lts;
  const states = stateCountOf(lts);
  let of = new Int32Array(states);
  for (let count = 1; ; ) {
    const next = new Int32Array(states);
    const table = new SignatureTable();
    for (let state = 0; state < states; state++) {
      const own = of[state] as number;
      table.begin();
      for (let edge = first[state] as number; edge < (first[state + 1] as number); edge++) {
        const target = to[edge] as number;
        const by = label[edge] as number;
        const there = of[target] as number;
        if (inert && by === HIDDEN && there === own) table.includeSignature(next[target] as number);
        else table.include(by * count + there);
      }
      next[state] = table.classOf(own);
    }
    if (table.count === count) return { of, count };
    of = next;
    count = table.count;
    yield count;
  }
}

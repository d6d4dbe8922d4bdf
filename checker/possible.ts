import { progressOf, type Search } from './breadthFirst.ts';
import { stridesOf } from './judges.ts';
import type { Progress } from './limits.ts';
import { HOLDS, VIOLATED } from './network.ts';

const STATES_PER_PROGRESS = 4096;

/**
 * Decides the `possible` claims on a finished search: marks the goal states, then passes backwards over
 * all states until no state gains a marked successor. States are passed in reverse order of discovery,
 * so a few passes do. Returns true if it was interrupted.
 *
 * @param trapped gets, by claim, the states that violate it, in the order found.
 */
export function* possible(
  search: Search,
  trapped: Map<number, readonly number[]>,
): Generator<Progress, boolean, boolean> {
  const { network, layout, successors, states, judges } = search;
  const { words, word, shift, mask } = layout;
  const { outStates } = successors;
  for (const [number, claim] of network.claims.entries()) {
    if (claim.kind !== 'possible') continue;
    let applied = false;
    const traps: number[] = [];
    for (const instance of claim.instances) {
      const strides = stridesOf(network, instance.parts);
      const entry = (state: number) =>
        instance.table[
          instance.parts.reduce((index, p, i) => {
            const cell = states.data[state * words + (word[p] as number)] as number;
            return index + ((cell >>> (shift[p] as number)) & (mask[p] as number)) * (strides[i] as number);
          }, 0)
        ] as number;
      const canReach = new Uint8Array(states.size);
      for (let i = 0; i < states.size; i++) if (entry(i) === HOLDS) canReach[i] = 1;
      for (let changed = true; changed; ) {
        changed = false;
        for (let i = states.size - 1; i >= 0; i--) {
          if (i % STATES_PER_PROGRESS === 0 && (yield { ...progressOf(search), frontier: i })) return true;
          if (canReach[i] === 1) continue;
          const count = successors.expand(states.data, i * words);
          for (let k = 0; k < count; k++) {
            if (canReach[states.find(outStates, k * words)] === 1) {
              canReach[i] = 1;
              changed = true;
              break;
            }
          }
        }
      }
      for (let i = 0; i < states.size; i++) {
        const marked = entry(i);
        if (marked === HOLDS || marked === VIOLATED) applied = true;
        if (marked === VIOLATED && canReach[i] === 0) traps.push(i);
      }
    }
    traps.sort((a, b) => a - b);
    trapped.set(number, traps);
    const [state] = traps;
    judges.note(number, { applied, ...(state === undefined ? {} : { violation: { state } }) });
  }
  return false;
}

import { type Judges, stridesOf } from './judges.ts';
import { layoutOf } from './layout.ts';
import type { Progress } from './limits.ts';
import { HOLDS, NOT_APPLICABLE, VIOLATED } from './network.ts';
import type { ReducedSearch } from './reduced.ts';

const STATES_PER_PROGRESS = 1024;

/**
 * Decides the `possible` claims on the orbits. A step into a canonical state exchanges members, so the
 * instance of a claim that says something of one state may be another one's in the next: what is marked is
 * a state together with an instance. Returns true if it was interrupted.
 */
export function* reducedPossible(
  { network, states, reduction, elements, successors, expand }: ReducedSearch,
  judges: Judges,
  { transitions, depth }: Pick<Progress, 'transitions' | 'depth'>,
): Generator<Progress, boolean, boolean> {
  const { words, word, shift, mask } = layoutOf(network);
  const group = reduction.symmetry?.group;
  for (const [number, claim] of network.claims.entries()) {
    if (claim.kind !== 'possible') continue;
    const width = claim.instances.length;
    const strides = claim.instances.map(({ parts }) => stridesOf(network, parts));
    const markOf = (state: number, i: number): number => {
      const { parts = [], table = [] } = claim.instances[i] ?? {};
      let index = 0;
      for (const [k, part] of parts.entries()) {
        const cell = states.data[state * words + (word[part] as number)] as number;
        const local = (cell >>> (shift[part] as number)) & (mask[part] as number);
        index += local * (strides[i]?.[k] as number);
      }
      return table[index] ?? NOT_APPLICABLE;
    };
    const canReach = new Uint8Array(states.size * width);
    for (let at = 0; at < canReach.length; at++)
      if (markOf(Math.floor(at / width), at % width) === HOLDS) canReach[at] = 1;
    for (let changed = true; changed; ) {
      changed = false;
      for (let state = states.size - 1; state >= 0; state--) {
        if (state % STATES_PER_PROGRESS === 0) {
          if (yield { states: states.size, transitions, depth, frontier: state }) return true;
        }
        const count = expand(state);
        for (let k = 0; k < count; k++) {
          const next = states.find(successors.outStates, k * words) * width;
          const instances = group?.elements[elements[k] as number]?.instances[number];
          for (let i = 0; i < width; i++) {
            if (canReach[state * width + i] === 1) continue;
            if (canReach[next + (instances?.[i] ?? i)] !== 1) continue;
            canReach[state * width + i] = 1;
            changed = true;
          }
        }
      }
    }
    let applied = false;
    let trapped: number | undefined;
    for (let at = 0; at < canReach.length; at++) {
      const mark = markOf(Math.floor(at / width), at % width);
      if (mark !== NOT_APPLICABLE) applied = true;
      if (mark === VIOLATED && canReach[at] === 0) trapped ??= Math.floor(at / width);
    }
    judges.note(number, { applied, ...(trapped === undefined ? {} : { violation: { state: trapped } }) });
  }
  return false;
}

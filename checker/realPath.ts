import { stridesOf, type Violation } from './judges.ts';
import { type ClaimTable, type StepTable, VIOLATED } from './network.ts';
import type { ReducedSearch } from './reduced.ts';

/**
 * The steps of the network itself that lead to a violation found in a reduced search. They are taken from
 * the initial state, each into the orbit of the next state of the search's path; automorphisms see to it
 * that there is such a step, and at the end one that violates the claim.
 */
export function realPath(search: ReducedSearch, claim: number, { state, step }: Violation): number[] {
  const { network, successors, states, reduction } = search;
  const { symmetry } = reduction;
  const last = step === undefined ? [] : [step];
  if (!symmetry) return [...states.pathTo(state), ...last];
  const { words, data } = states;
  const { outSteps, outStates, local } = successors;
  const orbits: number[] = [];
  for (let at = state; (states.parent[at] as number) >= 0; at = states.parent[at] as number) orbits.push(at);
  const path: number[] = [];
  let real = data.slice(0, words);
  const canonical = new Uint32Array(words);
  for (const orbit of orbits.reverse()) {
    const count = successors.expand(real, 0);
    let k = 0;
    for (let found = false; !found; k += found ? 0 : 1) {
      if (k === count)
        throw new Error(`${network.name}: no step leads into an orbit, which is a fault of symmetry`);
      canonical.set(outStates.subarray(k * words, (k + 1) * words));
      symmetry.canonicalise(canonical, 0);
      found = canonical.every((cell, w) => cell === data[orbit * words + w]);
    }
    path.push(outSteps[k] as number);
    real = outStates.slice(k * words, (k + 1) * words);
  }
  if (step === undefined) return path;
  const count = successors.expand(real, 0);
  const taken = outSteps.subarray(0, count);
  const instances: readonly (ClaimTable | StepTable)[] = network.claims[claim]?.instances ?? [];
  const violating = instances.find((instance) => {
    if (!('step' in instance) || !taken.includes(instance.step)) return false;
    const strides = stridesOf(network, instance.parts);
    const index = instance.parts.reduce(
      (n, part, i) => n + (local[part] as number) * (strides[i] as number),
      0,
    );
    return instance.table[index] === VIOLATED;
  });
  return violating && 'step' in violating ? [...path, violating.step] : path;
}

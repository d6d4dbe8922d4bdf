import type { Network } from '../network.ts';
import { independenceOf } from './independence.ts';
import { visibleSteps } from './visibleSteps.ts';

/** Finds, among the steps that can happen in a state, some that may be taken before all others. */
export interface AmpleSets {
  /**
   * Sets of places in `steps[0 .. count)`, the smallest first, each enough to take; none where all steps must be.
   *
   * @param local the local states, by part.
   * @param steps the steps that can happen.
   */
  of(local: Int32Array, steps: Int32Array, count: number): readonly (readonly number[])[];
}

/**
 * Ample sets as the enabled steps of stubborn sets. From an enabled step a set is closed: an enabled member
 * brings in all that does not accord with it; a disabled one brings in whatever moves a part that refuses
 * it out of its present state, since nothing else can enable it. Sets with a step that a claim can see do
 * not count. The caller must see to it that no step is put off for ever.
 *
 * Source: Valmari, "Stubborn sets for reduced state space generation", 1991; Peled, "All from one, one for
 * all: on model checking using representatives", CAV 1993 (visibility).
 */
export function ampleSetsOf(network: Network): AmpleSets {
  const { dependents, movers } = independenceOf(network);
  const visible = visibleSteps(network);
  const placeOf = new Int32Array(network.steps.length).fill(-1);
  const mark = new Int32Array(network.steps.length);
  let closures = 0;

  /** What moves a refusing part of a disabled step; of several parts, the one that the fewest steps move. */
  const enablers = (step: number, local: Int32Array): Int32Array => {
    let fewest: Int32Array | undefined;
    for (const { part, to } of network.steps[step]?.moves ?? []) {
      const at = local[part] as number;
      const moving = movers[part]?.[at] as Int32Array;
      if ((to[at] as number) < 0 && (!fewest || moving.length < fewest.length)) fewest = moving;
    }
    return fewest as Int32Array;
  };

  const closureOf = (seed: number, local: Int32Array, count: number): number[] | undefined => {
    const ample: number[] = [];
    const open = [seed];
    mark[seed] = ++closures;
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      const place = placeOf[step] as number;
      if (place >= 0) {
        ample.push(place);
        if (visible[step] === 1 || ample.length === count) return undefined;
      }
      for (const other of place >= 0 ? (dependents[step] as Int32Array) : enablers(step, local)) {
        if (mark[other] === closures) continue;
        mark[other] = closures;
        open.push(other);
      }
    }
    return ample.sort((a, b) => a - b);
  };

  return {
    of(local, steps, count) {
      for (let k = 0; k < count; k++) placeOf[steps[k] as number] = k;
      const sets: number[][] = [];
      for (let k = 0; k < count; k++) {
        const ample = closureOf(steps[k] as number, local, count);
        if (ample) sets.push(ample);
      }
      for (let k = 0; k < count; k++) placeOf[steps[k] as number] = -1;
      return sets.sort((a, b) => a.length - b.length);
    },
  };
}

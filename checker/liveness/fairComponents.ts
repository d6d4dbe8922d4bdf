import type { FairSteps } from '../network.ts';
import { componentsOf, type StepFilter } from './components.ts';
import type { StateGraph } from './stateGraph.ts';

/** Which promises of fairness are about each step, by step number; none where it is about no step. */
export type PromisesOf = (step: number) => readonly number[];

/** The promises about each step. */
export function promisesOf(fairness: readonly FairSteps[]): PromisesOf {
  const byStep = new Map<number, number[]>();
  fairness.forEach(({ steps }, promise) => {
    for (const step of new Set(steps)) byStep.set(step, [...(byStep.get(step) ?? []), promise]);
  });
  return (step) => byStep.get(step) ?? [];
}

/**
 * The largest sets of states among `members` in which a fair run can stay for ever while it passes all of them: strongly
 * connected components that keep every promise. Of a component that breaks a strong promise the states go in which
 * its steps can happen, and what is left is looked at again; one that breaks a weak promise breaks it in every part.
 *
 * Source: E. A. Emerson, C.-L. Lei, "Modalities for model checking: branching time strikes back", 1987, for the
 * refinement of components under strong fairness.
 */
export function* fairComponents(
  graph: StateGraph,
  members: ArrayLike<number>,
  fairness: readonly FairSteps[],
  counts: StepFilter = () => true,
): Generator<void, Int32Array[]> {
  const { start, step, to } = graph;
  const promises = promisesOf(fairness);
  const components = componentsOf(graph, counts);
  const componentOf = new Int32Array(graph.size);
  let number = 0;
  const found: Int32Array[] = [];
  for (let regions: ArrayLike<number>[] = [members], region = regions.pop(); region; region = regions.pop()) {
    for (const component of yield* components(region)) {
      number++;
      for (const state of component) componentOf[state] = number;
      const taken = fairness.map(() => false);
      /** In how many states a step of the promise can happen, and the last of these. */
      const enabled = fairness.map(() => 0);
      const last = fairness.map(() => -1);
      let goesOn = false;
      for (const state of component) {
        for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) {
          const stays = componentOf[to[edge] as number] === number && counts(step[edge] as number);
          if (stays) goesOn = true;
          for (const promise of promises(step[edge] as number)) {
            if (stays) taken[promise] = true;
            if (last[promise] !== state) enabled[promise] = (enabled[promise] as number) + 1;
            last[promise] = state;
          }
        }
      }
      if (!goesOn) continue;
      const breaks = (promise: number, strength: FairSteps['strength'], states: number) =>
        !taken[promise] && fairness[promise]?.strength === strength && (enabled[promise] as number) >= states;
      const broken = fairness.map((_, promise) => breaks(promise, 'strong', 1));
      if (broken.includes(true)) {
        const canBreak = (state: number) =>
          step
            .subarray(start[state], start[state + 1])
            .some((one) => promises(one).some((promise) => broken[promise]));
        regions.push(component.filter((state) => !canBreak(state)));
      } else if (!fairness.some((_, promise) => breaks(promise, 'weak', component.length)))
        found.push(component);
    }
  }
  return found;
}

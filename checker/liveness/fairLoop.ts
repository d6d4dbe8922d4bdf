import type { FairSteps } from '../network.ts';
import type { StepFilter } from './components.ts';
import { promisesOf } from './fairComponents.ts';
import type { StateGraph } from './stateGraph.ts';

/**
 * Steps of a loop through a state that stays within its fair component and keeps every promise. It is short, though not
 * always shortest: again and again it goes to the nearest state or step that keeps a promise not kept before, at last back
 * to where it began; of ways equally long, the first by step numbers.
 */
export function fairLoop(
  { start, step, to }: StateGraph,
  component: Int32Array,
  from: number,
  fairness: readonly FairSteps[],
  counts: StepFilter = () => true,
): number[] {
  const members = new Set(component);
  const promises = promisesOf(fairness);
  const edges = function* (state: number) {
    for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) yield edge;
  };
  const enabledIn = (state: number) => {
    const enabled = new Set<number>();
    for (const edge of edges(state))
      for (const promise of promises(step[edge] as number)) enabled.add(promise);
    return enabled;
  };
  const open = new Set(fairness.keys());
  const enabledSomewhere = new Set<number>();
  for (const state of members) for (const promise of enabledIn(state)) enabledSomewhere.add(promise);
  // A step that can never happen in here need not.
  for (const promise of [...open]) if (!enabledSomewhere.has(promise)) open.delete(promise);
  const keptIn = (state: number) => {
    const enabled = enabledIn(state);
    return [...open].filter((promise) => fairness[promise]?.strength === 'weak' && !enabled.has(promise));
  };
  const keptBy = (edge: number) => [...promises(step[edge] as number), ...keptIn(to[edge] as number)];

  const loop: number[] = [];
  let at = from;
  for (const promise of keptIn(from)) open.delete(promise);
  do {
    const isGoal = (edge: number) =>
      open.size > 0 ? keptBy(edge).some((promise) => open.has(promise)) : to[edge] === from;
    const path = nearest(at, isGoal);
    for (const edge of path) {
      for (const promise of keptBy(edge)) open.delete(promise);
      loop.push(step[edge] as number);
      at = to[edge] as number;
    }
  } while (open.size > 0 || at !== from);
  return loop;

  /** The edges of the nearest way that ends with a goal. */
  function nearest(origin: number, isGoal: (edge: number) => boolean): number[] {
    const via = new Map<number, { readonly edge: number; readonly before: number }>();
    const queue = [origin];
    const met = new Set(queue);
    for (const state of queue) {
      for (const edge of edges(state)) {
        const after = to[edge] as number;
        if (!members.has(after) || !counts(step[edge] as number)) continue;
        if (isGoal(edge)) {
          const path = [edge];
          for (let link = via.get(state); link; link = via.get(link.before)) path.push(link.edge);
          return path.reverse();
        }
        if (met.has(after)) continue;
        met.add(after);
        via.set(after, { edge, before: state });
        queue.push(after);
      }
    }
    throw new Error('a fair component has no fair loop, which is a fault of this engine');
  }
}

import type { Composition } from '../../composition/index.ts';
import type { StateGraph } from './stateGraph.ts';

/**
 * Of all transitions of a model, so many that every step is taken from each combination of local states from which the parts that
 * take part in it can take it, and each of these beside each local state that each other part can then be in.
 *
 * It is what a graph of millions of transitions has to say about a runtime in which no two parts that a step does not concern
 * change together what it does. The whole graph is explored, in the order in which its states are reached.
 *
 * @returns by the number of the way, whether it is one of them.
 */
export function meetings({ network }: Composition, graph: StateGraph): boolean[] {
  const { parts } = network;
  const steps = network.steps.map(({ moves }) => {
    const moving = moves.map(({ part }) => part);
    return { moving, others: [...parts.keys()].filter((part) => !moving.includes(part)) };
  });
  // A pair of a part and a local state is a number; a combination of those that move is one, once it is seen.
  const offsets = parts.map((_, part) =>
    parts.slice(0, part).reduce((sum, { states }) => sum + states.length, 0),
  );
  const pairs = parts.reduce((sum, { states }) => sum + states.length, 0);
  const combinations = new Map<string, Uint8Array>();
  const wanted: boolean[] = [];
  for (let state = 0; state < graph.size; state++) {
    const locals = graph.locals(state);
    const { first, end } = graph.ways(state);
    for (let way = first; way < end; way++) {
      const { step } = graph.way(way);
      const { moving = [], others = [] } = steps[step] ?? {};
      let combination = String.fromCharCode(step);
      for (const part of moving) combination += String.fromCharCode(locals[part] ?? 0);
      const known = combinations.get(combination);
      const beside = known ?? new Uint8Array(pairs);
      if (!known) combinations.set(combination, beside);
      let isWanted = !known;
      for (const part of others) {
        const pair = (offsets[part] ?? 0) + (locals[part] ?? 0);
        if (beside[pair] === 1) continue;
        beside[pair] = 1;
        isWanted = true;
      }
      wanted.push(isWanted);
    }
  }
  return wanted;
}

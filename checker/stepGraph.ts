import { type Layout, layoutOf } from './layout.ts';
import type { Network } from './network.ts';
import { type Predecessors, predecessorsOf } from './predecessors.ts';

/** A network as states and steps between them, in both directions. A state is an array of local states. */
export interface StepGraph {
  readonly layout: Layout;
  /** Who moves, by step number. */
  readonly movers: readonly string[];
  readonly initial: ArrayLike<number>;
  readonly predecessors: Predecessors;
  /** Takes a step in place, if all who take part accept it. */
  take(step: number, local: Int32Array): boolean;
}

/** The graph of a network. */
export function stepGraphOf(network: Network): StepGraph {
  return {
    layout: layoutOf(network),
    movers: network.steps.map(({ by }) => by),
    initial: network.parts.map(({ initial }) => initial),
    predecessors: predecessorsOf(network),
    take(step, local) {
      const moves = network.steps[step]?.moves ?? [];
      if (moves.some(({ part, to }) => (to[local[part] as number] as number) < 0)) return false;
      for (const { part, to } of moves) local[part] = to[local[part] as number] as number;
      return true;
    },
  };
}

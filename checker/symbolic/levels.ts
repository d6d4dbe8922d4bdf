import type { Network } from '../network.ts';

/** Which part stands on which level of the diagrams. Level 0 has none: there a diagram ends. */
export interface Levels {
  /** By part; 0 for a part with one local state, which needs no level. */
  readonly ofPart: Int32Array;
  /** By level, from 1. */
  readonly part: Int32Array;
  /** Local states by level, from 1; 0 at level 0. */
  readonly sizes: Int32Array;
}

/** Puts the parts in `order` on the levels, the first one on top. */
export function levelsOf(network: Network, order: readonly number[]): Levels {
  const upwards = order.filter((part) => (network.parts[part]?.states.length ?? 0) > 1).reverse();
  const ofPart = new Int32Array(network.parts.length);
  const part = Int32Array.from([-1, ...upwards]);
  upwards.forEach((p, i) => {
    ofPart[p] = i + 1;
  });
  const sizes = Int32Array.from([0, ...upwards.map((p) => network.parts[p]?.states.length ?? 0)]);
  return { ofPart, part, sizes };
}

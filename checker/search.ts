import type { Known, Listed } from './known.ts';
import type { StopReason } from './report.ts';

/** A breadth-first search between two states, whichever loop it is in. */
export interface Rest {
  readonly states: Listed;
  /** First state that is not expanded. */
  readonly next: number;
  /** By distance from the initial state, where a layer starts; last, where the states end or a layer that is not begun starts. */
  readonly layerStarts: readonly number[];
  /** Steps out of the states that are expanded. */
  readonly transitions: number;
}

/** A breadth-first search that is over. */
export interface Ended extends Rest {
  readonly states: Known;
  /** Why it ended before everything was explored, where it did. */
  readonly stopped?: StopReason | undefined;
  /** States that violate a `possible` claim, by claim, in order: at least all of the first layer that has any. */
  readonly trapped: ReadonlyMap<number, readonly number[]>;
}

/** Distance of the first state that is not expanded from the initial one; of the last state if all are. */
export function depthOf({ states, next, layerStarts }: Rest): number {
  const last = Math.min(next, states.size - 1);
  return layerStarts.findLastIndex((start) => start <= last);
}

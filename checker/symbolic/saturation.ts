import { EMPTY, HEADER, type NodeStore, UNIT } from './nodeStore.ts';
import { IDENTITY, type Relation } from './relation.ts';
import type { SetOps } from './setOps.ts';

/** No constraint: everything may be reached. */
export const ANYTHING = -1;

/** Nodes computed between two pauses. */
const NODES_PER_PAUSE = 5_000;

/** Computes closures; pauses now and then, and then all nodes it needs are on the work stack. */
export interface Saturation {
  /** Everything reachable from one state, given by the local states of its levels. */
  fromState(locals: Int32Array, reached: (node: number, level: number) => void): Generator<void, number>;
  /** Everything reachable from a set within `constraint`, of which the set is a part. */
  within(from: number, constraint: number): Generator<void, number>;
}

/**
 * Saturation: a node is brought to its fixed point under all steps that touch no level above it before its
 * parents are looked at, so that the large intermediate sets of a breadth-first search never exist.
 *
 * Source: Ciardo, Lüttgen, Siminiceanu, "Saturation: an efficient iteration strategy for symbolic
 * state-space generation", TACAS 2001; with a constraint: Zhao, Ciardo, "Symbolic CTL model checking of
 * asynchronous systems using constrained saturation", ATVA 2009.
 */
export function saturation(store: NodeStore, sets: SetOps, relation: Relation): Saturation {
  const cache = store.cache();
  const { sizes, work } = store;
  const { firing } = relation;
  let computed = 0;

  /** Result if it takes no work, else -1. */
  const known = (link: number, node: number, constraint: number): number => {
    if (node === EMPTY || constraint === EMPTY) return EMPTY;
    if (link === IDENTITY && (constraint === ANYTHING || node === UNIT)) return node;
    return cache.get(link, node, constraint);
  };

  /** The saturated set of what `link` leads to from `node`. */
  function* follow(link: number, node: number, constraint: number): Generator<void, number> {
    const level = store.data[node] as number;
    const size = sizes[level] as number;
    const frame = work.push(2 * size);
    const moves = relation.level[link] === level;
    const below = moves ? (relation.below[link] as number) : link;
    const edges = moves ? relation.edges[link] : undefined;
    for (let i = 0; i < size; i++) {
      const child = store.data[node + HEADER + i] as number;
      if (child === EMPTY) continue;
      const targets = edges ? (edges[i] as readonly number[]) : [i];
      for (const j of targets) {
        const inner = constraint === ANYTHING ? ANYTHING : (store.data[constraint + HEADER + j] as number);
        let result = known(below, child, inner);
        if (result < 0) result = yield* follow(below, child, inner);
        if (result === EMPTY) continue;
        const sum = sets.union(work.data[frame + j] as number, result);
        work.data[frame + j] = sum;
        work.data[frame + size + j] = 1;
      }
    }
    yield* fire(level, frame, constraint);
    const result = store.make(frame, level);
    work.pop(frame);
    cache.put(link, node, constraint, result);
    if (++computed % NODES_PER_PAUSE === 0) {
      const kept = work.keep(result);
      yield;
      work.pop(kept);
    }
    return result;
  }

  /** Takes the steps whose highest level is this one until the children at `frame` grow no more. */
  function* fire(level: number, frame: number, constraint: number): Generator<void, void> {
    const size = sizes[level] as number;
    const pairsOf = firing[level] as readonly Int32Array[];
    for (let changed = true; changed; ) {
      changed = false;
      for (let i = 0; i < size; i++) {
        if (work.data[frame + size + i] === 0) continue;
        work.data[frame + size + i] = 0;
        const pairs = pairsOf[i] as Int32Array;
        for (let k = 0; k < pairs.length; k += 2) {
          const j = pairs[k] as number;
          const link = pairs[k + 1] as number;
          const child = work.data[frame + i] as number;
          const inner = constraint === ANYTHING ? ANYTHING : (store.data[constraint + HEADER + j] as number);
          let result = known(link, child, inner);
          if (result < 0) result = yield* follow(link, child, inner);
          if (result === EMPTY) continue;
          const before = work.data[frame + j] as number;
          const sum = sets.union(before, result);
          if (sum === before) continue;
          work.data[frame + j] = sum;
          work.data[frame + size + j] = 1;
          changed = true;
          store.safePoint();
        }
      }
    }
  }

  return {
    *fromState(locals, reached) {
      let node = UNIT;
      for (let level = 1; level < sizes.length; level++) {
        const size = sizes[level] as number;
        const frame = work.push(2 * size);
        const local = locals[level] as number;
        work.data[frame + local] = node;
        work.data[frame + size + local] = 1;
        yield* fire(level, frame, ANYTHING);
        node = store.make(frame, level);
        work.pop(frame);
        reached(node, level);
      }
      return node;
    },
    *within(from, constraint) {
      const result = known(IDENTITY, from, constraint);
      return result >= 0 ? result : yield* follow(IDENTITY, from, constraint);
    },
  };
}

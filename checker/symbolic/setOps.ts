import { EMPTY, HEADER, type NodeStore } from './nodeStore.ts';

/** Sets combined, as diagrams. None of these collects nodes. */
export interface SetOps {
  union(a: number, b: number): number;
  intersection(a: number, b: number): number;
  /** What is in `a` and not in `b`. */
  difference(a: number, b: number): number;
}

const UNION = 0;
const INTERSECTION = 1;
const DIFFERENCE = 2;

/** The operations on the sets of one store. */
export function setOps(store: NodeStore): SetOps {
  const cache = store.cache();
  const { sizes, work } = store;

  const apply = (op: number, a: number, b: number): number => {
    if (a === b) return op === DIFFERENCE ? EMPTY : a;
    if (a === EMPTY) return op === UNION ? b : EMPTY;
    if (b === EMPTY) return op === INTERSECTION ? EMPTY : a;
    if (op !== DIFFERENCE && a > b) return known(op, b, a);
    return known(op, a, b);
  };
  // Two different nodes, neither of them empty: so of the same level, and that is not the last one.
  const known = (op: number, a: number, b: number): number => {
    const before = cache.get(op, a, b);
    if (before >= 0) return before;
    const level = store.data[a] as number;
    const size = sizes[level] as number;
    const frame = work.push(size);
    for (let i = 0; i < size; i++) {
      const result = apply(op, store.data[a + HEADER + i] as number, store.data[b + HEADER + i] as number);
      work.data[frame + i] = result;
    }
    const result = store.make(frame, level);
    work.pop(frame);
    cache.put(op, a, b, result);
    return result;
  };
  return {
    union: (a, b) => apply(UNION, a, b),
    intersection: (a, b) => apply(INTERSECTION, a, b),
    difference: (a, b) => apply(DIFFERENCE, a, b),
  };
}

import { EMPTY, HEADER, type NodeStore, UNIT } from './nodeStore.ts';
import { IDENTITY, type Relation } from './relation.ts';
import type { SetOps } from './setOps.ts';

/** What one step leads to from a set of states, given by the step's chain. Collects no nodes. */
export type Image = (chain: number, set: number) => number;

/** Images under the steps of `relation`, as sets in `store`. */
export function imageOf(store: NodeStore, sets: SetOps, relation: Relation): Image {
  const cache = store.cache();
  const { sizes, work } = store;
  const image: Image = (link, node) => {
    if (link === IDENTITY || node === EMPTY || node === UNIT) return node;
    const before = cache.get(link, node, -1);
    if (before >= 0) return before;
    const level = store.data[node] as number;
    const size = sizes[level] as number;
    const frame = work.push(size);
    const moves = relation.level[link] === level;
    const below = moves ? (relation.below[link] as number) : link;
    const edges = moves ? relation.edges[link] : undefined;
    for (let i = 0; i < size; i++) {
      const child = store.data[node + HEADER + i] as number;
      const targets = edges ? (edges[i] as readonly number[]) : [i];
      if (child === EMPTY || targets.length === 0) continue;
      const result = image(below, child);
      for (const j of targets) {
        const sum = sets.union(work.data[frame + j] as number, result);
        work.data[frame + j] = sum;
      }
    }
    const result = store.make(frame, level);
    work.pop(frame);
    cache.put(link, node, -1, result);
    return result;
  };
  return image;
}

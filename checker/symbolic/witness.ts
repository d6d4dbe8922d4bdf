import type { Levels } from './levels.ts';
import { EMPTY, type NodeStore, UNIT } from './nodeStore.ts';
import { IDENTITY, type Relation } from './relation.ts';

/** The first state of a set that is not empty: its local states, by level. */
export function firstOf(store: NodeStore, set: number): Int32Array {
  const locals = new Int32Array(store.sizes.length);
  for (let node = set; node > UNIT; ) {
    const level = store.data[node] as number;
    let local = 0;
    while (store.child(node, local) === EMPTY) local++;
    locals[level] = local;
    node = store.child(node, local);
  }
  return locals;
}

/** The states of a set, one by one, by local states of the parts; the array is used again for the next one. */
export function statesOf(store: NodeStore, levels: Levels, set: number): Generator<Int32Array, void> {
  const local = new Int32Array(levels.ofPart.length);
  function* below(node: number): Generator<Int32Array, void> {
    if (node === EMPTY) return;
    if (node === UNIT) {
      yield local;
      return;
    }
    const level = store.data[node] as number;
    for (let state = 0; state < (store.sizes[level] as number); state++) {
      local[levels.part[level] as number] = state;
      yield* below(store.child(node, state));
    }
  }
  return below(set);
}

/** Whether a set has the state with these local states of the parts. */
export function isIn(store: NodeStore, levels: Levels, set: number, local: ArrayLike<number>): boolean {
  let node = set;
  while (node > UNIT)
    node = store.child(node, local[levels.part[store.data[node] as number] as number] as number);
  return node === UNIT;
}

/**
 * The steps of a shortest path to a state, found backwards through the layers of a breadth-first search:
 * `layers[d]` holds the states at distance d, and `state` is one of the last layer. Of several paths, always
 * the same one.
 */
export function pathTo(
  store: NodeStore,
  relation: Relation,
  layers: readonly number[],
  state: Int32Array,
): number[] {
  const path: number[] = [];
  let after = state;
  for (let distance = layers.length - 2; distance >= 0; distance--) {
    for (const [step, chain] of relation.chains.entries()) {
      if (chain <= IDENTITY) continue;
      const before = predecessor(store, relation, layers[distance] as number, chain, after);
      if (!before) continue;
      path.push(step);
      after = before;
      break;
    }
  }
  return path.reverse();
}

/** A state of `set` from which the step leads to `after`. */
function predecessor(
  store: NodeStore,
  relation: Relation,
  set: number,
  chain: number,
  after: Int32Array,
): Int32Array | undefined {
  const before = new Int32Array(after.length);
  const failed = new Set<number>();
  const find = (node: number, link: number): boolean => {
    if (node <= UNIT) return node === UNIT;
    // There are far fewer links than 2^21, and nodes are below 2^31: the key is exact.
    const key = node * relation.level.length + link;
    if (failed.has(key)) return false;
    const level = store.data[node] as number;
    const moves = relation.level[link] === level;
    const below = moves ? (relation.below[link] as number) : link;
    const target = after[level] as number;
    const size = store.sizes[level] as number;
    for (let local = 0; local < size; local++) {
      const fits = moves ? relation.edges[link]?.[local]?.includes(target) : local === target;
      if (!fits || !find(store.child(node, local), below)) continue;
      before[level] = local;
      return true;
    }
    failed.add(key);
    return false;
  };
  return find(set, chain) ? before : undefined;
}

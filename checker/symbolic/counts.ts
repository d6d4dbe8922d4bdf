import { EMPTY, HEADER, type NodeStore, UNIT } from './nodeStore.ts';
import { IDENTITY, NEVER, type Relation } from './relation.ts';

/**
 * How many states a set has, and how many steps can be taken in them. The set is passed once upwards (ways
 * to complete a node) and once downwards (ways to come to it), so that a step costs only the levels between
 * its highest part and its lowest.
 */
export function countsOf(
  store: NodeStore,
  relation: Relation,
  root: number,
): { readonly states: bigint; transitions(): bigint } {
  const { data, sizes } = store;
  const byLevel: number[][] = Array.from(sizes, () => []);
  const above = new Map<number, bigint>([[root, 1n]]);
  const ways = new Map<number, bigint>([
    [EMPTY, 0n],
    [UNIT, 1n],
  ]);
  if (root > UNIT) byLevel[data[root] as number]?.push(root);
  for (let level = sizes.length - 1; level > 0; level--) {
    for (const node of byLevel[level] as number[]) {
      const weight = above.get(node) as bigint;
      for (const [child, times] of runsOf(store, node)) {
        const before = above.get(child);
        if (before === undefined && child !== UNIT) byLevel[level - 1]?.push(child);
        above.set(child, (before ?? 0n) + weight * BigInt(times));
      }
    }
  }
  for (const nodes of byLevel) {
    for (const node of nodes) {
      let sum = 0n;
      for (const [child, times] of runsOf(store, node)) sum += (ways.get(child) as bigint) * BigInt(times);
      ways.set(node, sum);
    }
  }

  const known = new Map<number, Map<number, bigint>>([[IDENTITY, ways]]);
  const through = (link: number, node: number): bigint => {
    let results = known.get(link);
    if (!results) {
      results = new Map();
      known.set(link, results);
    }
    const before = results.get(node);
    if (before !== undefined) return before;
    const moves = relation.level[link] === data[node];
    const edges = moves ? relation.edges[link] : undefined;
    const below = moves ? (relation.below[link] as number) : link;
    let sum = 0n;
    for (const [child, times] of runsOf(store, node, edges)) sum += through(below, child) * BigInt(times);
    results.set(node, sum);
    return sum;
  };
  const states = ways.get(root) as bigint;
  return {
    states,
    transitions() {
      const enabling = new Map<number, bigint>([
        [NEVER, 0n],
        [IDENTITY, states],
      ]);
      let sum = 0n;
      for (const chain of relation.chains) {
        let count = enabling.get(chain);
        if (count === undefined) {
          count = 0n;
          for (const node of byLevel[relation.level[chain] as number] as number[])
            count += (above.get(node) as bigint) * through(chain, node);
          enabling.set(chain, count);
        }
        sum += count;
      }
      return sum;
    },
  };
}

/** The children of a node that are not empty, alike neighbours as one; only those with edges, if given. */
function* runsOf(
  { data, sizes }: NodeStore,
  node: number,
  edges?: readonly (readonly number[])[],
): Generator<readonly [child: number, times: number]> {
  const size = sizes[data[node] as number] as number;
  let child = EMPTY;
  let times = 0;
  for (let i = 0; i < size; i++) {
    const next = edges && edges[i]?.length === 0 ? EMPTY : (data[node + HEADER + i] as number);
    if (next !== child) {
      if (child !== EMPTY) yield [child, times];
      child = next;
      times = 0;
    }
    times++;
  }
  if (child !== EMPTY) yield [child, times];
}

import type { Image } from './image.ts';
import { EMPTY, type NodeStore } from './nodeStore.ts';
import type { Relation } from './relation.ts';
import type { SetOps } from './setOps.ts';

/**
 * The states at distance 0, 1, 2 and so on, breadth-first; what is yielded stays on the work stack. Yields
 * undefined between two layers, as a pause.
 */
export function* layersFrom(
  store: NodeStore,
  sets: SetOps,
  relation: Relation,
  image: Image,
  initial: number,
): Generator<number | undefined, void> {
  const { work } = store;
  const seen = work.keep(initial);
  for (let layer = initial; layer !== EMPTY; ) {
    work.keep(layer);
    yield layer;
    const next = work.keep(EMPTY);
    for (const chain of relation.changing) {
      const fresh = sets.difference(image(chain, layer), work.data[seen] as number);
      const sum = sets.union(work.data[next] as number, fresh);
      work.data[next] = sum;
      store.safePoint();
      yield undefined;
    }
    layer = work.data[next] as number;
    const known = sets.union(work.data[seen] as number, layer);
    work.data[seen] = known;
    work.pop(next);
  }
}

import type { Layout } from '../layout.ts';
import type { Group } from './group.ts';

/** Replaces states by the least of all states that a group makes of them. */
export interface Canonicaliser {
  /** Rewrites the packed state at `data[at ..]`; returns the number of a group element that did it. */
  canonicalise(data: Uint32Array, at: number): number;
}

/**
 * The exact minimum over the whole group, in the order of the parts chosen here. The group is kept as a
 * tree: a node stands for all elements that agree on what comes to the first places, and only nodes with
 * the least local states so far are followed.
 */
export function canonicaliserOf(group: Group, layout: Layout): Canonicaliser {
  const { word, shift, mask } = layout;
  const { maps, elements } = group;
  // The fewest branches first: most elements are then left behind before they are told apart.
  const places = [...word.keys()]
    .map((place) => ({
      place,
      ways: new Set(elements.map(({ source, map }) => `${source[place]},${map[place]}`)).size,
    }))
    .filter(({ ways }) => ways > 1)
    .sort((a, b) => a.ways - b.ways || a.place - b.place)
    .map(({ place }) => place);
  const { firstChild, source, map, element } = treeOf(group, places);

  const local = new Int32Array(word.length);
  let nodes: number[] = [];
  let next: number[] = [];
  return {
    canonicalise(data, at) {
      for (let p = 0; p < local.length; p++)
        local[p] =
          ((data[at + (word[p] as number)] as number) >>> (shift[p] as number)) & (mask[p] as number);
      nodes.length = 0;
      nodes.push(0);
      for (const place of places) {
        let least = Number.POSITIVE_INFINITY;
        next.length = 0;
        for (const node of nodes) {
          const end = firstChild[node + 1] as number;
          for (let child = firstChild[node] as number; child < end; child++) {
            const image = maps[map[child] as number]?.[local[source[child] as number] as number] as number;
            if (image > least) continue;
            if (image < least) next.length = 0;
            least = image;
            next.push(child);
          }
        }
        const cell = at + (word[place] as number);
        const field = ((mask[place] as number) << (shift[place] as number)) >>> 0;
        data[cell] = (((data[cell] as number) & ~field) | (least << (shift[place] as number))) >>> 0;
        [nodes, next] = [next, nodes];
      }
      return element[nodes[0] as number] as number;
    },
  };
}

/** The elements by what comes to each place, breadth-first; the children of a node are neighbours. */
function treeOf({ elements }: Group, places: readonly number[]) {
  const source = [0];
  const map = [0];
  const element = [0];
  const firstChild: number[] = [];
  let level = [elements.map((_, number) => number)];
  for (const place of [...places, undefined]) {
    const below: number[][] = [];
    for (const agreeing of level) {
      firstChild.push(source.length);
      if (place === undefined) continue;
      const children = new Map<string, number[]>();
      for (const number of agreeing) {
        const key = `${elements[number]?.source[place]},${elements[number]?.map[place]}`;
        const child = children.get(key);
        if (child) child.push(number);
        else children.set(key, [number]);
      }
      for (const child of children.values()) {
        const [first = 0] = child;
        source.push(elements[first]?.source[place] ?? 0);
        map.push(elements[first]?.map[place] ?? 0);
        element.push(first);
        below.push(child);
      }
    }
    level = below;
  }
  firstChild.push(source.length);
  return {
    source: Int32Array.from(source),
    map: Int32Array.from(map),
    element: Int32Array.from(element),
    firstChild: Int32Array.from(firstChild),
  };
}

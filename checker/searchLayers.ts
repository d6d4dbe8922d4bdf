import type { Layers } from './canonicalTrace.ts';
import type { Known } from './known.ts';
import { layoutOf, pack, unpack } from './layout.ts';
import type { Network } from './network.ts';

/** A breadth-first search that is over. */
export interface Searched {
  readonly network: Network;
  /** Numbered layer by layer. */
  readonly states: Known;
  /** By distance from the initial state: the first number of that layer, and last the end of the last layer begun. */
  readonly layerStarts: readonly number[];
}

/** The layers of a search that numbered its states layer by layer. */
export interface SearchLayers extends Layers {
  /** Distance of a state from the initial one. */
  depthOf(number: number): number;
  /** The states at that distance, by local states; the array is used again for the next one. */
  statesAt(depth: number): Iterable<Int32Array>;
  /** Local states of a state by number; the array is used again. */
  localOf(number: number): Int32Array;
}

/** The layers of a search, of which the last one may not be whole if it was cut short. */
export function searchLayers({ network, states, layerStarts }: Searched): SearchLayers {
  const layout = layoutOf(network);
  const packed = new Uint32Array(layout.words);
  const local = new Int32Array(network.parts.length);
  const startOf = (depth: number) => layerStarts[depth] ?? states.size;
  const localOf = (number: number) => {
    states.copy(number, packed);
    return unpack(layout, packed, 0, local);
  };
  return {
    depthOf: (number) => layerStarts.findLastIndex((start) => start <= number),
    isAt(depth, of) {
      const number = states.find(pack(layout, of, packed), 0);
      return number >= startOf(depth) && number < startOf(depth + 1);
    },
    *statesAt(depth) {
      for (let number = startOf(depth); number < startOf(depth + 1); number++) yield localOf(number);
    },
    localOf,
  };
}

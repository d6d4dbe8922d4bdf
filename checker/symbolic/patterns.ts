import type { ClaimTable, Network } from '../network.ts';
import type { Levels } from './levels.ts';
import { EMPTY, HEADER, type NodeStore } from './nodeStore.ts';

/** The pattern that no state fits. */
export const NOTHING = 0;
/** The pattern that every state fits. */
export const EVERYTHING = 1;

/** Sets of states given by the local states of a few parts: what claims talk about. */
export interface Patterns {
  /**
   * The pattern of the entries of a claim's table that `wanted` accepts; with `step`, only of states in
   * which that step can happen.
   */
  of(instance: ClaimTable, wanted: (mark: number) => boolean, step?: number): number;
  /** Whether some state of a set fits. */
  meets(set: number, pattern: number): boolean;
  /** The states of a set that fit. */
  restrict(set: number, pattern: number): number;
}

/** Patterns are diagrams that skip the levels they say nothing of; alike ones are one. */
export function patternsOf(network: Network, levels: Levels, store: NodeStore): Patterns {
  const level: number[] = [0, 0];
  const children: (readonly number[])[] = [[], []];
  const numbers = new Map<string, number>();
  const met = store.cache();
  const restricted = store.cache();
  const { sizes, work } = store;

  const pattern = (at: number, of: readonly number[]): number => {
    const [first = NOTHING] = of;
    if (of.every((child) => child === first)) return first;
    const key = `${at}:${of.join()}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    level.push(at);
    children.push(of);
    numbers.set(key, level.length - 1);
    return level.length - 1;
  };

  const meets = (set: number, number: number): boolean => {
    if (set === EMPTY || number === NOTHING) return false;
    if (number === EVERYTHING) return true;
    const before = met.get(number, set, -1);
    if (before >= 0) return before === 1;
    const at = store.data[set] as number;
    const below = level[number] === at ? children[number] : undefined;
    let found = false;
    let last = EMPTY;
    for (let i = 0; i < (sizes[at] as number) && !found; i++) {
      const child = store.data[set + HEADER + i] as number;
      // Where the pattern skips the level, alike neighbours need one look.
      if (!below && child === last) continue;
      last = child;
      found = meets(child, below ? (below[i] as number) : number);
    }
    met.put(number, set, -1, found ? 1 : 0);
    return found;
  };

  const restrict = (set: number, number: number): number => {
    if (set === EMPTY || number === NOTHING) return EMPTY;
    if (number === EVERYTHING) return set;
    const before = restricted.get(number, set, -1);
    if (before >= 0) return before;
    const at = store.data[set] as number;
    const below = level[number] === at ? children[number] : undefined;
    const frame = work.push(sizes[at] as number);
    for (let i = 0; i < (sizes[at] as number); i++) {
      const child = restrict(store.data[set + HEADER + i] as number, below ? (below[i] as number) : number);
      work.data[frame + i] = child;
    }
    const result = store.make(frame, at);
    work.pop(frame);
    restricted.put(number, set, -1, result);
    return result;
  };

  return {
    of({ parts, table }, wanted, step) {
      const moves = new Map(
        step === undefined ? [] : network.steps[step]?.moves.map(({ part, to }) => [part, to]),
      );
      const strides = new Map<number, number>();
      let stride = 1;
      for (const part of [...parts].reverse()) {
        // A part may be named twice; its local state then counts in both places.
        strides.set(part, (strides.get(part) ?? 0) + stride);
        stride *= network.parts[part]?.states.length ?? 1;
      }
      const ordered = [...new Set([...parts, ...moves.keys()])].sort(
        (a, b) => (levels.ofPart[b] as number) - (levels.ofPart[a] as number),
      );
      const build = (depth: number, index: number): number => {
        const part = ordered[depth];
        if (part === undefined) return wanted(table[index] as number) ? EVERYTHING : NOTHING;
        const to = moves.get(part);
        const of: number[] = [];
        const size = network.parts[part]?.states.length ?? 0;
        const by = strides.get(part) ?? 0;
        // What follows is the same for all local states of a part that the table does not name.
        const same = by === 0 ? build(depth + 1, index) : NOTHING;
        for (let local = 0; local < size; local++) {
          if (to && (to[local] as number) < 0) of.push(NOTHING);
          else of.push(by === 0 ? same : build(depth + 1, index + local * by));
        }
        return pattern(levels.ofPart[part] as number, of);
      };
      return build(0, 0);
    },
    meets,
    restrict,
  };
}

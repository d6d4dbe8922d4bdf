import { pack, unpack } from './layout.ts';
import { StateSet } from './stateSet.ts';
import type { StepGraph } from './stepGraph.ts';

/** Where a counterexample may end: a state, by local states of the parts, and the step at fault where one is. */
export interface End {
  /** May be overwritten once the next one is asked for. */
  readonly local: ArrayLike<number>;
  readonly step?: number;
}

/** What a search knows of its breadth-first layers. */
export interface Layers {
  /** Whether the state with these local states is `depth` steps away from the initial one. */
  isAt(depth: number, local: ArrayLike<number>): boolean;
}

/** Costs are numbers of switches, which are below the length of a trace. */
const NEVER = 0xffff;

/**
 * Of all traces of shortest length the one with the fewest actor switches (steps by another mover than the
 * step before), and of those the first by step numbers. It depends on the network and the claim alone, so
 * whichever engine knows its layers gives the same trace.
 *
 * Found backwards: only states from which an end can be reached in time are looked at. Each gets, for every
 * mover, the fewest switches on the way to an end that begins with a step of that mover.
 *
 * @param depth distance of the states in `ends` from the initial state; no end may be nearer.
 * @param bytesMax memory for the states looked at.
 * @returns step numbers, the step at fault last; undefined if the memory does not do.
 */
export function canonicalTrace(
  { layout, movers: moverNames, initial, predecessors, take }: StepGraph,
  layers: Layers,
  depth: number,
  ends: Iterable<End>,
  bytesMax: number,
): number[] | undefined {
  const movers = [...new Set(moverNames)];
  const moverOf = moverNames.map((by) => movers.indexOf(by));
  // The last column says that the trace may end here.
  const columns = movers.length + 1;
  const cone = new StateSet(layout.words, bytesMax);
  const packed = new Uint32Array(layout.words);
  let costs = new Uint16Array(1 << 10).fill(NEVER);
  const lastSteps = new Map<number, number[]>();

  /** Number of a state of the cone, which is added if it is new; -1 if there is no memory for it. */
  const numberOf = (local: ArrayLike<number>): number => {
    pack(layout, local, packed);
    const added = cone.add(packed, 0, -1, -1);
    if (added === -1) return cone.find(packed, 0);
    if (added < 0) return -1;
    if (cone.size * columns > costs.length) {
      const larger = new Uint16Array(costs.length * 2 + columns).fill(NEVER);
      larger.set(costs);
      costs = larger;
    }
    return added;
  };
  const lower = (number: number, column: number, cost: number): void => {
    const at = number * columns + column;
    if (cost < (costs[at] as number)) costs[at] = cost;
  };
  const cheapest = (number: number): number => {
    let least = NEVER;
    for (let at = number * columns; at < (number + 1) * columns; at++)
      least = Math.min(least, costs[at] as number);
    return least;
  };
  /** Fewest switches from a state on, if it was entered by a step of `mover`. */
  const after = (number: number, mover: number): number =>
    Math.min(
      costs[number * columns + mover] as number,
      costs[number * columns + columns - 1] as number,
      cheapest(number) + 1,
    );

  for (const { local, step } of ends) {
    const number = numberOf(local);
    if (number < 0) return undefined;
    if (step === undefined) lower(number, columns - 1, 0);
    else {
      lower(number, moverOf[step] as number, 0);
      lastSteps.set(number, [...(lastSteps.get(number) ?? []), step]);
    }
  }
  const local = new Int32Array(initial.length);
  let first = 0;
  for (let at = depth - 1; at >= 0; at--) {
    const end = cone.size;
    for (let number = first; number < end; number++) {
      unpack(layout, cone.data, number * layout.words, local);
      for (const step of predecessors(local)) {
        if (!layers.isAt(at, local)) continue;
        const before = numberOf(local);
        if (before < 0) return undefined;
        const mover = moverOf[step] as number;
        lower(before, mover, after(number, mover));
      }
    }
    first = end;
  }

  const trace: number[] = [];
  local.set(initial);
  let number = cone.find(pack(layout, local, packed), 0);
  let left = cheapest(number);
  for (let last = -1; costs[number * columns + columns - 1] !== 0; ) {
    const isNext = (step: number): boolean => {
      const mover = moverOf[step] as number;
      const switches = last < 0 || last === mover ? 0 : 1;
      if (trace.length === depth) return switches === left && lastSteps.get(number)?.includes(step) === true;
      const next = local.slice();
      if (!take(step, next)) return false;
      const to = cone.find(pack(layout, next, packed), 0);
      if (to < 0 || !layers.isAt(trace.length + 1, next) || switches + after(to, mover) !== left)
        return false;
      number = to;
      local.set(next);
      left -= switches;
      return true;
    };
    const step = moverOf.findIndex((_, candidate) => isNext(candidate));
    trace.push(step);
    if (trace.length > depth) break;
    last = moverOf[step] as number;
  }
  return trace;
}

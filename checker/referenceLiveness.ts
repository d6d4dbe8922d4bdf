import { HOLDS, VIOLATED } from './network.ts';
import { type Edge, type Found, referenceTrace } from './referenceTrace.ts';
import type { TraceStep } from './report.ts';

/** A promise of fairness, of steps by name. */
export interface FairEvents {
  readonly strength: 'weak' | 'strong';
  readonly events: ReadonlySet<string>;
}

/** A run that owes a goal for ever. */
export interface ReferenceLasso {
  readonly trace: readonly TraceStep[];
  readonly loop: readonly TraceStep[];
}

/** A state, and whether a run owes a goal in it. Edges lead to numbers of nodes. */
interface Node extends Found {
  readonly owes: boolean;
  readonly enabled: ReadonlySet<string>;
}

/**
 * Whether some fair run owes a goal for ever, for the oracle: by a greatest fixed point, without any components. Where
 * one does, the lasso by the same rules as the explicit engine's, found naively.
 *
 * @param marks by state number.
 */
export function referenceLasso(
  kind: 'leadsTo' | 'eventually',
  found: readonly Found[],
  marks: readonly number[],
  fairness: readonly FairEvents[],
): ReferenceLasso | undefined {
  const nodes = nodesOf(kind, found, marks);
  const owing = new Set([...nodes.keys()].filter((number) => nodes[number]?.owes));
  const isAtRest = (number: number) => nodes[number]?.next.length === 0;
  if (![...owing].some(isAtRest) && feasible(nodes, owing, fairness).size === 0) return undefined;

  const ends = new Set<number>();
  let depth = Number.POSITIVE_INFINITY;
  for (const number of owing) {
    const node = nodes[number] as Node;
    if (node.depth > depth) break;
    if (!isAtRest(number) && !fairAround(nodes, number, owing, fairness)) continue;
    depth = node.depth;
    ends.add(number);
  }
  const trace = referenceTrace(nodes, { states: ends, edges: new Set() });
  const end = trace.reduce(
    (at, { event }) => nodes[at]?.next.find((edge) => edge.event === event)?.to as number,
    0,
  );
  const around = fairAround(nodes, end, owing, fairness);
  return { trace, loop: around ? loopIn(nodes, around, end, fairness) : [] };
}

/** States with what is owed in them, breadth-first. */
function nodesOf(kind: 'leadsTo' | 'eventually', found: readonly Found[], marks: readonly number[]): Node[] {
  const owesIn = (state: number, before: boolean) =>
    marks[state] !== HOLDS && (before || (kind === 'leadsTo' && marks[state] === VIOLATED));
  const nodes: Node[] = [];
  const states: number[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (state: number, owes: boolean, depth: number): number => {
    const key = `${state} ${owes}`;
    const number = numbers.get(key) ?? nodes.length;
    if (number === nodes.length) {
      const enabled = new Set(found[state]?.next.map(({ event }) => event));
      nodes.push({ owes, depth, enabled, next: [] });
      states.push(state);
      numbers.set(key, number);
    }
    return number;
  };
  numberOf(0, owesIn(0, kind === 'eventually'), 0);
  for (const [number, { owes, depth, next }] of nodes.entries()) {
    for (const edge of found[states[number] as number]?.next ?? [])
      next.push({ ...edge, to: numberOf(edge.to, owesIn(edge.to, owes), depth + 1) });
  }
  return nodes;
}

const canHappen = ({ enabled }: Node, { events }: FairEvents): boolean =>
  [...enabled].some((event) => events.has(event));

/** Those of some nodes from which one can come, among them, to an edge that is wanted, or to a node that is. */
function canCome(
  nodes: readonly Node[],
  among: ReadonlySet<number>,
  wantsEdge: (edge: Edge) => boolean,
  wantsNode: (number: number) => boolean,
): Set<number> {
  const can = new Set<number>();
  for (let before = -1; before !== can.size; ) {
    before = can.size;
    for (const number of among) {
      const leads = (edge: Edge) => among.has(edge.to) && (wantsEdge(edge) || can.has(edge.to));
      if (wantsNode(number) || nodes[number]?.next.some(leads)) can.add(number);
    }
  }
  return can;
}

/**
 * What is left when every node has gone that has no step on, or in which a promise cannot be kept: nothing iff no fair run
 * stays among these nodes for ever.
 *
 * Source: Y. Kesten, A. Pnueli, L. Raviv, "Algorithmic verification of linear temporal logic specifications",
 * ICALP 1998, algorithm FEASIBLE.
 */
function feasible(
  nodes: readonly Node[],
  owing: ReadonlySet<number>,
  fairness: readonly FairEvents[],
): ReadonlySet<number> {
  let left = owing;
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const promise of fairness) {
      const isFree = (number: number) => !canHappen(nodes[number] as Node, promise);
      const keeps = canCome(
        nodes,
        left,
        ({ event }) => promise.events.has(event),
        (number) => promise.strength === 'weak' && isFree(number),
      );
      left = new Set([...left].filter((number) => keeps.has(number) || isFree(number)));
    }
    left = new Set([...left].filter((number) => nodes[number]?.next.some(({ to }) => left.has(to))));
  }
  return left;
}

/** The largest set around a node that a fair run can pass again and again, if there is one. */
function fairAround(
  nodes: readonly Node[],
  node: number,
  owing: ReadonlySet<number>,
  fairness: readonly FairEvents[],
): ReadonlySet<number> | undefined {
  for (let among = owing; among.has(node); ) {
    const forward = new Set([node]);
    for (const one of forward)
      for (const { to } of nodes[one]?.next ?? []) if (among.has(to)) forward.add(to);
    const around = canCome(
      nodes,
      forward,
      () => false,
      (one) => one === node,
    );
    const edges = [...around].flatMap((one) => nodes[one]?.next.filter(({ to }) => around.has(to)) ?? []);
    if (edges.length === 0) return undefined;
    const untaken = fairness.filter(({ events }) => !edges.some(({ event }) => events.has(event)));
    const broken = untaken.filter(({ strength }) => strength === 'strong');
    const isBroken = (one: number) => broken.some((promise) => canHappen(nodes[one] as Node, promise));
    if (![...around].some(isBroken)) {
      const everywhere = (promise: FairEvents) =>
        [...around].every((one) => canHappen(nodes[one] as Node, promise));
      return untaken.some((promise) => promise.strength === 'weak' && everywhere(promise))
        ? undefined
        : around;
    }
    among = new Set([...around].filter((one) => !isBroken(one)));
  }
  return undefined;
}

/** From a node to the nearest edge or node that keeps a promise not kept before, until all are kept, and back. */
function loopIn(
  nodes: readonly Node[],
  around: ReadonlySet<number>,
  from: number,
  fairness: readonly FairEvents[],
): TraceStep[] {
  const inside = [...around].map((number) => nodes[number] as Node);
  let open = fairness.filter((promise) => inside.some((node) => canHappen(node, promise)));
  const keepsIn = (number: number, promise: FairEvents) =>
    promise.strength === 'weak' && !canHappen(nodes[number] as Node, promise);
  const keeps = ({ event, to }: Edge, promise: FairEvents) =>
    promise.events.has(event) || keepsIn(to, promise);
  open = open.filter((promise) => !keepsIn(from, promise));
  const loop: Edge[] = [];
  do {
    const at = loop.at(-1)?.to ?? from;
    const isGoal = (edge: Edge) =>
      open.length > 0 ? open.some((promise) => keeps(edge, promise)) : edge.to === from;
    // All ways of one length after all shorter ones, in the order of their steps: the first that ends well is it.
    let ways: readonly (readonly Edge[])[] = [[]];
    let way: readonly Edge[] | undefined;
    const met = new Set([at]);
    while (!way) {
      const longer = ways.flatMap((one) =>
        (nodes[one.at(-1)?.to ?? at]?.next ?? [])
          .filter(({ to }) => around.has(to))
          .map((edge) => [...one, edge]),
      );
      way = longer.find((one) => isGoal(one.at(-1) as Edge));
      ways = longer.filter((one) => {
        const { to } = one.at(-1) as Edge;
        return !met.has(to) && met.add(to);
      });
      if (!way && ways.length === 0)
        throw new Error('a fair set has no fair loop, which is a fault of this engine');
    }
    loop.push(...way);
    const taken = way;
    open = open.filter((promise) => !taken.some((edge) => keeps(edge, promise)));
  } while (open.length > 0 || loop.at(-1)?.to !== from);
  return loop.map(({ event, by }) => ({ event, by }));
}

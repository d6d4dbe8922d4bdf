import type { Step } from '../network.ts';
import type { Supervisor } from './supervisor.ts';
import type { WholeGraph } from './wholeGraph.ts';

/** What a design refuses although a supervisor of the same network without its rules would let it happen. */
export interface NeedlessRefusals {
  /**
   * States of the design and of the network under its supervisor, side by side, after the same acts: those that the
   * design takes and the supervisor keeps, from the two initial states on.
   */
  readonly pairs: number;
  /** States of the design, and how many of them are in a pair: nothing is known of the others. */
  readonly states: number;
  readonly met: number;
  /** Controllable acts that the supervisor keeps, summed over the pairs, and how many of these the design refuses. */
  readonly kept: number;
  readonly refused: number;
  /** Controllable acts of the design, summed over the pairs, that the supervisor forbids, and that the network has not. */
  readonly forbidden: number;
  readonly foreign: number;
  readonly acts: readonly NeedlessRefusal[];
}

/** One act that is refused without need somewhere. */
export interface NeedlessRefusal {
  readonly act: string;
  /** Pairs in which the supervisor keeps it, and those of them in which the design refuses it. */
  readonly keptIn: number;
  readonly refusedIn: number;
  /** Names of the parts of the design that refuse it in one of these pairs; none if the design can never take it. */
  readonly by: readonly string[];
}

/** How to compare. */
export interface NeedlessOptions {
  readonly controllable: (step: Step) => boolean;
  /**
   * What a step amounts to, by its name; the name by default. In no state of either graph may two steps amount to the same,
   * or one of them is not looked at.
   */
  readonly actOf?: (step: string) => string;
  readonly maxPairs?: number;
}

/**
 * Walks a design and the network under a supervisor side by side, and counts where the design refuses more. After a
 * history of acts that the design takes and the supervisor keeps, a controllable act is refused without need if the
 * supervisor keeps it and the design does not take it. Histories decide, so that the local states of the two may differ
 * in kind; what is compared are the names of steps.
 *
 * @throws {RangeError} if there are more pairs than `maxPairs`.
 */
export function needlessRefusals(
  design: WholeGraph,
  { graph, lost, forbidden }: Supervisor,
  { controllable, actOf = (step) => step, maxPairs = Number.POSITIVE_INFINITY }: NeedlessOptions,
): NeedlessRefusals {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const actsOf = ({ network }: WholeGraph): number[] =>
    network.steps.map(({ name }) => {
      const act = actOf(name);
      const number = numbers.get(act) ?? names.push(act) - 1;
      numbers.set(act, number);
      return number;
    });
  const [ours, theirs] = [actsOf(design), actsOf(graph)];
  const [oursControlled, controlled] = [design, graph].map(({ network }) => network.steps.map(controllable));
  const keptIn = names.map(() => 0);
  const refusedIn = names.map(() => 0);
  const by = names.map(() => new Set<number>());
  const refusing = refusingParts(design, ours);
  const met = new Set<number>();
  const pairs = new Set<number>(lost[0] ? [] : [0]);
  const beyond = { forbidden: 0, foreign: 0 };
  for (const pair of pairs) {
    if (pairs.size > maxPairs)
      throw new RangeError(`${design.network.name}: a comparison has more than ${maxPairs} pairs of states`);
    const state = Math.floor(pair / graph.size);
    met.add(state);
    const taken = new Map<number, number>();
    const own = new Set<number>();
    for (let edge = design.start[state] as number; edge < (design.start[state + 1] as number); edge++) {
      const step = design.step[edge] as number;
      taken.set(ours[step] as number, design.to[edge] as number);
      if (oursControlled?.[step]) own.add(ours[step] as number);
    }
    const other = pair % graph.size;
    for (let edge = graph.start[other] as number; edge < (graph.start[other + 1] as number); edge++) {
      const step = graph.step[edge] as number;
      const act = theirs[step] as number;
      const isOwn = own.delete(act);
      if (forbidden[edge]) {
        if (isOwn) beyond.forbidden++;
        continue;
      }
      const next = taken.get(act);
      if (next !== undefined) pairs.add(next * graph.size + (graph.to[edge] as number));
      if (!controlled?.[step]) continue;
      keptIn[act] = (keptIn[act] as number) + 1;
      if (next !== undefined) continue;
      refusedIn[act] = (refusedIn[act] as number) + 1;
      for (const part of refusing(act, state)) by[act]?.add(part);
    }
    beyond.foreign += own.size;
  }
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  return {
    pairs: pairs.size,
    states: design.size,
    met: met.size,
    kept: sum(keptIn),
    refused: sum(refusedIn),
    ...beyond,
    acts: names.flatMap((act, number) => {
      const [kept, refused] = [keptIn[number] as number, refusedIn[number] as number];
      const parts = [...(by[number] ?? [])].sort((a, b) => a - b);
      const partNames = parts.map((part) => design.network.parts[part]?.name ?? '');
      return refused > 0 ? [{ act, keptIn: kept, refusedIn: refused, by: partNames }] : [];
    }),
  };
}

/** The parts that refuse an act in a state: those of the step that the fewest refuse of all that amount to it. */
function refusingParts({ network, localsOf }: WholeGraph, acts: readonly number[]) {
  const movesOf = new Map<number, (typeof network.steps)[number]['moves'][]>();
  network.steps.forEach(({ moves }, step) => {
    const act = acts[step] as number;
    movesOf.set(act, [...(movesOf.get(act) ?? []), moves]);
  });
  const local = new Int32Array(network.parts.length);
  return (act: number, state: number): readonly number[] => {
    localsOf(state, local);
    const [fewest = []] = (movesOf.get(act) ?? [])
      .map((moves) =>
        moves.flatMap(({ part, to }) => ((to[local[part] as number] as number) < 0 ? [part] : [])),
      )
      .sort((a, b) => a.length - b.length);
    return fewest;
  };
}

import { markOf } from '../markOf.ts';
import { type ClaimTable, type Step, VIOLATED } from '../network.ts';
import type { WholeGraph } from './wholeGraph.ts';

/** Which steps are kept from happening in a graph so that no violation can happen, and no others. */
export interface Supervisor {
  readonly graph: WholeGraph;
  /** By state: whether it is a violation, or steps that nobody can forbid lead from it to one. */
  readonly lost: Uint8Array;
  /** By edge of the graph. */
  readonly forbidden: Uint8Array;
}

/**
 * The supervisor of Ramadge and Wonham for a safety specification, with all states observed. A state is lost if it is a
 * violation, or a step that cannot be forbidden leads from it to a lost state or is itself a violation. What must be
 * forbidden are the controllable steps that violate, or lead into lost states.
 *
 * Source: P. Ramadge, W. Wonham, "Supervisory control of a class of discrete event processes" (1987).
 * Left out: that something good can still be reached (nonblocking); claims that are not about states or steps.
 *
 * @param claims names of claims about states or steps; all such claims by default.
 */
export function supervisorOf(
  graph: WholeGraph,
  controllable: (step: Step) => boolean,
  claims?: readonly string[],
): Supervisor {
  const { network, size, start, step, to, localsOf } = graph;
  const wanted = network.claims.filter(({ name }) => !claims || claims.includes(name));
  /** Whether an instance is violated in a state, by its local states. */
  const violatedBy = (instance: ClaimTable) => {
    const mark = markOf(network, instance);
    return (local: Int32Array): boolean => mark(local) === VIOLATED;
  };
  const always = wanted.flatMap((claim) => (claim.kind === 'always' ? claim.instances.map(violatedBy) : []));
  const byStep = network.steps.map((): ReturnType<typeof violatedBy>[] => []);
  for (const claim of wanted)
    if (claim.kind === 'eachStep')
      for (const instance of claim.instances) byStep[instance.step]?.push(violatedBy(instance));
  const free = network.steps.map((one) => !controllable(one));

  const lost = new Uint8Array(size);
  const forbidden = new Uint8Array(to.length);
  const open: number[] = [];
  const lose = (state: number): void => {
    if (lost[state]) return;
    lost[state] = 1;
    open.push(state);
  };
  // Backwards along the steps that cannot be forbidden.
  const before: number[][] = Array.from({ length: size }, () => []);
  const local = new Int32Array(network.parts.length);
  for (let state = 0; state < size; state++) {
    localsOf(state, local);
    if (always.some((violated) => violated(local))) lose(state);
    for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) {
      const taken = step[edge] as number;
      const violates = byStep[taken]?.some((violated) => violated(local)) ?? false;
      if (!free[taken]) forbidden[edge] = Number(violates);
      else {
        if (violates) lose(state);
        before[to[edge] as number]?.push(state);
      }
    }
  }
  for (let state = open.pop(); state !== undefined; state = open.pop()) before[state]?.forEach(lose);
  for (let edge = 0; edge < to.length; edge++)
    if (!free[step[edge] as number] && lost[to[edge] as number]) forbidden[edge] = 1;
  return { graph, lost, forbidden };
}

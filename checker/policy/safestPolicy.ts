import { begin, breadthFirst } from '../breadthFirst.ts';
import { unpack } from '../layout.ts';
import type { Limits } from '../limits.ts';
import { stateGraphOf } from '../liveness/stateGraph.ts';
import { markOf } from '../markOf.ts';
import { type ClaimTable, type Network, type Step, VIOLATED, validateNetwork } from '../network.ts';
import { type Condition, conditionOf } from './condition.ts';

/** What somebody who decides about some steps must forbid, and nothing more, so that no violation can happen. */
export interface Policy {
  readonly states: number;
  /** States from which steps that nobody can forbid lead to a violation, or which are one. */
  readonly lost: number;
  /** Whether the initial state is none of these; otherwise no policy helps. */
  readonly enforceable: boolean;
  /** States that can be reached under the policy. */
  readonly reached: number;
  /** Steps that must be forbidden somewhere under the policy, by step number. */
  readonly forbidden: readonly Forbidden[];
}

/** One step that must be forbidden in some states that are reached, and perhaps may be allowed in others. */
export interface Forbidden {
  readonly step: number;
  readonly forbiddenIn: number;
  readonly allowedIn: number;
  /** Where it must be. */
  readonly when: Condition;
}

/** Which steps can be forbidden, and which claims are to hold. */
export interface PolicyOptions extends Limits {
  readonly controllable: (step: Step) => boolean;
  /** Names of claims about states or steps; all such claims by default. */
  readonly claims?: readonly string[];
}

/**
 * The maximally permissive policy under which no claim about states or steps is violated: the supervisor of Ramadge and
 * Wonham for a safety specification, with all states observed. A state is lost if it is a violation, or a step that
 * cannot be forbidden leads from it to a lost state or is itself a violation. What must be forbidden are the
 * controllable steps that violate, or lead into lost states.
 *
 * Source: P. Ramadge, W. Wonham, "Supervisory control of a class of discrete event processes" (1987).
 * Left out: that something good can still be reached under the policy (nonblocking); claims of other kinds.
 *
 * @throws {RangeError} if the search is cut short by a limit.
 */
export function safestPolicy(network: Network, { claims, ...options }: PolicyOptions): Policy {
  return policiesOf(network, options)(claims);
}

/**
 * The safest policy for any of a network's claims, by their names: the graph is made once for all of them.
 *
 * @throws {RangeError} as {@link safestPolicy} does.
 */
export function policiesOf(
  network: Network,
  { controllable, ...limits }: Omit<PolicyOptions, 'claims'>,
): (claims?: readonly string[]) => Policy {
  validateNetwork(network);
  const search = begin(network, limits);
  if (toEnd(breadthFirst(search, limits)) !== undefined)
    throw new RangeError(
      `${network.name}: a policy needs the whole graph, and the search stopped at ${search.states.size} states`,
    );
  const { layout, states, transitions } = search;
  const { size, start, step, to } = toEnd(stateGraphOf(network, layout, states, transitions));

  const localsOf = (state: number, into = new Int32Array(network.parts.length)): Int32Array =>
    unpack(layout, states.data, state * states.words, into);
  /** Whether an instance is violated in a state, by its local states. */
  const violatedBy = (instance: ClaimTable) => {
    const mark = markOf(network, instance);
    return (local: Int32Array): boolean => mark(local) === VIOLATED;
  };
  return (claims) => {
    const wanted = network.claims.filter(({ name }) => !claims || claims.includes(name));
    const always = wanted.flatMap((claim) =>
      claim.kind === 'always' ? claim.instances.map(violatedBy) : [],
    );
    const byStep = network.steps.map((): ReturnType<typeof violatedBy>[] => []);
    for (const claim of wanted)
      if (claim.kind === 'eachStep')
        for (const instance of claim.instances) byStep[instance.step]?.push(violatedBy(instance));
    const free = network.steps.map((one) => !controllable(one));
    const violates = (local: Int32Array, edge: number): boolean =>
      byStep[step[edge] as number]?.some((violated) => violated(local)) ?? false;
    const local = new Int32Array(network.parts.length);

    // Backwards along the steps that cannot be forbidden.
    const before: number[][] = Array.from({ length: size }, () => []);
    const lost = new Uint8Array(size);
    const open: number[] = [];
    const lose = (state: number): void => {
      if (lost[state]) return;
      lost[state] = 1;
      open.push(state);
    };
    for (let state = 0; state < size; state++) {
      localsOf(state, local);
      if (always.some((violated) => violated(local))) lose(state);
      for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) {
        if (!free[step[edge] as number]) continue;
        if (violates(local, edge)) lose(state);
        before[to[edge] as number]?.push(state);
      }
    }
    for (let state = open.pop(); state !== undefined; state = open.pop()) before[state]?.forEach(lose);

    const enforceable = lost[0] === 0;
    const reached = new Set<number>(enforceable ? [0] : []);
    const where = network.steps.map(() => ({ forbidden: [] as number[], allowed: [] as number[] }));
    for (const state of reached) {
      localsOf(state, local);
      for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) {
        const taken = step[edge] as number;
        const next = to[edge] as number;
        const forbidden = !free[taken] && (lost[next] === 1 || violates(local, edge));
        where[taken]?.[forbidden ? 'forbidden' : 'allowed'].push(state);
        if (!forbidden) reached.add(next);
      }
    }
    const vector = (state: number): number[] => Array.from(localsOf(state));
    return {
      states: size,
      lost: lost.reduce((sum, one) => sum + one, 0),
      enforceable,
      reached: reached.size,
      forbidden: where.flatMap(({ forbidden, allowed }, number) =>
        forbidden.length === 0
          ? []
          : [
              {
                step: number,
                forbiddenIn: forbidden.length,
                allowedIn: allowed.length,
                when: conditionOf(forbidden.map(vector), allowed.map(vector)),
              },
            ],
      ),
    };
  };
}

function toEnd<End>(work: Generator<unknown, End, boolean>): End {
  let turn = work.next(false);
  while (!turn.done) turn = work.next(false);
  return turn.value;
}

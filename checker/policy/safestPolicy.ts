import { begin, breadthFirst } from '../breadthFirst.ts';
import type { Limits } from '../limits.ts';
import { stateGraphOf } from '../liveness/stateGraph.ts';
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
export function safestPolicy(network: Network, { controllable, claims, ...limits }: PolicyOptions): Policy {
  validateNetwork(network);
  const search = begin(network, limits);
  const run = breadthFirst(search, limits);
  let turn = run.next(false);
  while (!turn.done) turn = run.next(false);
  if (turn.value !== undefined)
    throw new RangeError(
      `${network.name}: a policy needs the whole graph, and the search stopped at ${search.states.size} states`,
    );
  const { layout, states, transitions } = search;
  const building = stateGraphOf(network, layout, states, transitions);
  let built = building.next();
  while (!built.done) built = building.next();
  const { size, start, step, to } = built.value;

  const localOf = (state: number, part: number): number => {
    const word = states.data[state * states.words + (layout.word[part] as number)] as number;
    return (word >>> (layout.shift[part] as number)) & (layout.mask[part] as number);
  };
  const marks = ({ parts, table }: ClaimTable, state: number): boolean => {
    let index = 0;
    for (const part of parts)
      index = index * (network.parts[part]?.states.length ?? 1) + localOf(state, part);
    return table[index] === VIOLATED;
  };
  const wanted = network.claims.filter(({ name }) => !claims || claims.includes(name));
  const always = wanted.flatMap((claim) => (claim.kind === 'always' ? claim.instances : []));
  const byStep = network.steps.map((): ClaimTable[] => []);
  for (const claim of wanted)
    if (claim.kind === 'eachStep')
      for (const instance of claim.instances) byStep[instance.step]?.push(instance);
  const free = network.steps.map((one) => !controllable(one));
  const violates = (state: number, edge: number): boolean =>
    byStep[step[edge] as number]?.some((table) => marks(table, state)) ?? false;

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
    if (always.some((table) => marks(table, state))) lose(state);
    for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) {
      if (!free[step[edge] as number]) continue;
      if (violates(state, edge)) lose(state);
      before[to[edge] as number]?.push(state);
    }
  }
  for (let state = open.pop(); state !== undefined; state = open.pop()) before[state]?.forEach(lose);

  const enforceable = lost[0] === 0;
  const reached = new Set<number>(enforceable ? [0] : []);
  const where = network.steps.map(() => ({ forbidden: [] as number[], allowed: [] as number[] }));
  for (const state of reached) {
    for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) {
      const taken = step[edge] as number;
      const next = to[edge] as number;
      const forbidden = !free[taken] && (lost[next] === 1 || violates(state, edge));
      where[taken]?.[forbidden ? 'forbidden' : 'allowed'].push(state);
      if (!forbidden) reached.add(next);
    }
  }
  const vector = (state: number): number[] => network.parts.map((_, part) => localOf(state, part));
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
}

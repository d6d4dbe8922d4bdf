import type { Limits } from '../limits.ts';
import type { Network, Step } from '../network.ts';
import { type Condition, conditionOf } from './condition.ts';
import { type Supervisor, supervisorOf } from './supervisor.ts';
import { wholeGraphOf } from './wholeGraph.ts';

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
 * The maximally permissive policy under which no claim about states or steps is violated, as {@link supervisorOf}
 * finds it.
 *
 * @throws {RangeError} if the search is cut short by a limit.
 */
export const safestPolicy = (network: Network, { claims, controllable, ...limits }: PolicyOptions): Policy =>
  policyOf(supervisorOf(wholeGraphOf(network, limits), controllable, claims));

/** What a supervisor forbids in the states that can be reached under it. */
export function policyOf({ graph, lost, forbidden }: Supervisor): Policy {
  const { network, size, start, step, to, localsOf } = graph;
  const enforceable = lost[0] === 0;
  const reached = new Set<number>(enforceable ? [0] : []);
  const where = network.steps.map(() => ({ forbidden: [] as number[], allowed: [] as number[] }));
  for (const state of reached) {
    for (let edge = start[state] as number; edge < (start[state + 1] as number); edge++) {
      where[step[edge] as number]?.[forbidden[edge] ? 'forbidden' : 'allowed'].push(state);
      if (!forbidden[edge]) reached.add(to[edge] as number);
    }
  }
  const vector = (state: number): number[] => Array.from(localsOf(state));
  return {
    states: size,
    lost: lost.reduce((sum, one) => sum + one, 0),
    enforceable,
    reached: reached.size,
    forbidden: where.flatMap((one, number) =>
      one.forbidden.length === 0
        ? []
        : [
            {
              step: number,
              forbiddenIn: one.forbidden.length,
              allowedIn: one.allowed.length,
              when: conditionOf(one.forbidden.map(vector), one.allowed.map(vector)),
            },
          ],
    ),
  };
}

import {
  type NeedlessRefusals,
  needlessRefusals,
  type Step,
  supervisorOf,
  wholeGraphOf,
} from '../checker/index.ts';
import { compose, type System } from '../composition/index.ts';
import { actsOf, type Explored } from './actsOf.ts';
import type { Rule } from './rule.ts';
import { withoutRules } from './withoutRules.ts';

/** What a design refuses of that which the safest policy allows where its rules are left out. */
export interface Overcaution extends NeedlessRefusals {
  /** Rules that were not left out: without one of them alone the design would go other ways than it does. */
  readonly keeping: readonly Rule[];
  /** Claims that the policy enforces. */
  readonly enforced: readonly string[];
}

/** A system at a size, with its rules, and the claims that are to be enforced where that is possible. */
export interface Cautious {
  readonly system: System;
  readonly size: Readonly<Record<string, number>>;
  readonly rules: readonly Rule[];
  readonly claims: readonly string[];
  readonly controllable: (step: Step) => boolean;
  readonly maxStates: number;
}

/** A system and all of its graph. */
export function explore(system: System, size: Readonly<Record<string, number>>, maxStates: number): Explored {
  const { network, world } = compose(system, size);
  return { world, graph: wholeGraphOf(network, { maxStates }) };
}

/**
 * Compares a design with the safest policy for the same design without its rules. If most of the design's states lie
 * behind acts that only its rules make possible, those rules are kept by both sides for which that is so alone.
 *
 * @returns undefined if there is nothing to compare: no rule that can be left out, no claim that a policy enforces, or
 *   ways too different all the same.
 * @throws {RangeError} if a graph, or a comparison, has more states than `maxStates`.
 */
export function overcautionOf(cautious: Cautious, design: Explored, bare: Explored): Overcaution | undefined {
  const { system, size, rules, claims, controllable, maxStates } = cautious;
  const beside = (other: Explored, enforced: readonly string[]): NeedlessRefusals =>
    needlessRefusals(design.graph, supervisorOf(other.graph, controllable, enforced), {
      controllable,
      actOf: actsOf([design, other]),
      maxPairs: maxStates,
    });
  /** Whether the histories of both sides are most of what there is of the design, as long as nothing is forbidden. */
  const goesAlong = (other: Explored): boolean => {
    const { met, states } = beside(other, []);
    return 2 * met >= states;
  };
  const without = (some: readonly Rule[]) => explore(withoutRules(system, some), size, maxStates);
  const left = goesAlong(bare) ? rules : rules.filter((rule) => goesAlong(without([rule])));
  const other = left === rules ? bare : without(left);
  const enforced = enforceable(other, claims, controllable);
  if (left.length === 0 || enforced.length === 0 || !goesAlong(other)) return undefined;
  return {
    ...beside(other, enforced),
    enforced,
    keeping: rules.filter((rule) => !left.includes(rule)),
  };
}

/** Claims that some policy enforces. What is lost for several claims is lost for one of them, so each is asked about alone. */
export const enforceable = (
  { graph }: Explored,
  claims: readonly string[],
  controllable: (step: Step) => boolean,
): string[] => claims.filter((name) => !supervisorOf(graph, controllable, [name]).lost[0]);

import { check, type Report } from '../checker/index.ts';
import { compose, type System, sizesOf } from '../composition/index.ts';
import { removableSets } from './removableSets.ts';
import type { Rule } from './rule.ts';
import { rulesOf } from './rulesOf.ts';
import { withoutRules } from './withoutRules.ts';

/** Which of its rules a design cannot do without, at one size. */
export interface LeastRules {
  readonly system: System;
  readonly size: Readonly<Record<string, number>>;
  readonly report: Report;
  /** Names of the claims that hold with all rules; the others are not asked about. */
  readonly claims: readonly string[];
  /** The rules that it keeps, each with the claims that are violated without it alone. */
  readonly rules: readonly { readonly rule: Rule; readonly falls: readonly string[] }[];
  /** The smallest sets of rules with which no claim is violated. */
  readonly least: readonly (readonly Rule[])[];
  /** Sets that were left out and checked, and sets whose verdict followed and was checked all the same. */
  readonly checked: number;
  readonly sampled: number;
  /** Sets of rules without which a claim falls, although it does not without those and more. */
  readonly surprises: readonly (readonly Rule[])[];
  /** Whether every search was complete; otherwise nothing is known. */
  readonly complete: boolean;
}

/** How to look, and who is told. */
export interface LeastRulesOptions {
  readonly size?: Readonly<Record<string, number>>;
  readonly maxStates?: number;
  readonly signal?: AbortSignal;
  readonly onCheck?: (checked: number) => void;
}

/**
 * Leaves the rules of a system out, one by one and together, and says which claims fall. A rule without which a claim
 * falls is necessary. Of the others some can be left out together and some cannot, so that there may be several
 * smallest sets of rules which keep all claims.
 *
 * Left out: claims that are violated or have nothing to say with all rules kept.
 *
 * @throws {RangeError} for a size that the system does not have, or more than 20 rules.
 */
export async function leastRules(
  system: System,
  known: readonly Rule[],
  { size = {}, maxStates, signal, onCheck }: LeastRulesOptions = {},
): Promise<LeastRules> {
  const options = { ...(maxStates === undefined ? {} : { maxStates }), ...(signal ? { signal } : {}) };
  const report = await check(compose(system, size), options);
  const claims = report.claims.flatMap(({ claim, verdict }) => (verdict === 'holds' ? [claim] : []));
  const plain: System = { ...system, claims: system.claims.filter(({ name }) => claims.includes(name)) };
  let complete = report.complete;
  const kept = rulesOf(system, known);
  const chosen = (set: number): Rule[] => kept.filter((_, bit) => set & (1 << bit));
  const fallen = new Map<number, readonly string[]>();
  const removable = async (set: number): Promise<boolean> => {
    if (set === 0) return true;
    const found = await check(compose(withoutRules(plain, chosen(set)), size), options);
    complete &&= found.complete;
    const falls = found.claims.flatMap(({ claim, verdict }) => (verdict === 'violated' ? [claim] : []));
    fallen.set(set, falls);
    onCheck?.(fallen.size);
    return falls.length === 0;
  };
  const sets = await removableSets(kept.length, removable);
  return {
    system,
    size: sizesOf(system, size),
    report,
    claims,
    rules: kept.map((rule, bit) => ({ rule, falls: fallen.get(1 << bit) ?? [] })),
    least: sets.largest.map((set) => kept.filter((rule) => !chosen(set).includes(rule))),
    checked: fallen.size,
    sampled: sets.sampled,
    surprises: sets.surprises.map(chosen),
    complete,
  };
}

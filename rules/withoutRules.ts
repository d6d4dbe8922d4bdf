import { type System, withInput } from '../composition/index.ts';
import type { Rule } from './rule.ts';

/**
 * The same system with some rules left out: every family of a rule's machine gets the changed input. A rule whose
 * machine the system does not have, or that it does not keep, changes nothing.
 */
export function withoutRules(system: System, rules: readonly Rule[]): System {
  const families = Object.entries(system.families).map(([name, family]) => {
    const off = rules.filter(({ machine }) => machine === family.machine).map((rule) => rule.off);
    const changed = (given: unknown) => Object.assign({}, given, ...off);
    return [name, off.length > 0 ? withInput(family, changed) : family] as const;
  });
  return { ...system, families: Object.fromEntries(families) };
}

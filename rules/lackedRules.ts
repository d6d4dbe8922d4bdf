import { type Family, inputOf, machineOf, type System, withInput } from '../composition/index.ts';
import type { Rule } from './rule.ts';
import { rulesAbout } from './rulesAbout.ts';

/** The rules that a system could keep and does not: it has their machine, which is made without them. */
export const lackedRules = (system: System, rules: readonly Rule[]): Rule[] =>
  rulesAbout(system, rules).filter(({ machine, off }) =>
    Object.values(system.families).every((family) => family.machine !== machine || isWithout(family, off)),
  );

/**
 * The same system with a rule that it lacks: what leaves the rule out is turned round where it is yes or no, and otherwise left to
 * the machine.
 */
export function withRule(system: System, { machine, off }: Rule): System {
  const keeping = (given: unknown) => {
    const kept = Object.entries(given ?? {}).filter(([field]) => !(field in off));
    const turned = Object.entries(off).filter(([, value]) => typeof value === 'boolean');
    return {
      ...Object.fromEntries(kept),
      ...Object.fromEntries(turned.map(([field, value]) => [field, !value])),
    };
  };
  const families = Object.entries(system.families).map(([name, family]) => [
    name,
    family.machine === machine ? withInput(family, keeping) : family,
  ]);
  return { ...system, families: Object.fromEntries(families) };
}

function isWithout(family: Family, off: Rule['off']): boolean {
  const { context } = machineOf(family.machine, inputOf(family, 0)).initial();
  return Object.entries(off).every(([field, value]) => context[field] === value);
}

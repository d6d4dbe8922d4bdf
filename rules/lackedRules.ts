import { type Family, machineOf, type System } from '../composition/index.ts';
import type { Rule } from './rule.ts';

/** The rules that a system could keep and does not: it has their machine, which is made without them. */
export const lackedRules = ({ families }: System, rules: readonly Rule[]): Rule[] =>
  rules.filter(({ machine, off }) => {
    const of = Object.values(families).filter((family) => family.machine === machine);
    return of.length > 0 && of.every((family) => isWithout(family, off));
  });

/**
 * The same system with a rule that it lacks: what leaves the rule out is turned round where it is yes or no, and otherwise left to
 * the machine.
 */
export function withRule(system: System, { machine, off }: Rule): System {
  const families = Object.entries(system.families).map(([name, family]) => [
    name,
    family.machine === machine ? given(family, off) : family,
  ]);
  return { ...system, families: Object.fromEntries(families) };
}

function isWithout({ machine, input }: Family, off: Rule['off']): boolean {
  const { context } = machineOf(machine, typeof input === 'function' ? input(0) : input).initial();
  return Object.entries(off).every(([field, value]) => context[field] === value);
}

function given({ input, ...family }: Family, off: Rule['off']): Family {
  const keeping = (own: unknown) => {
    const kept = Object.entries(own ?? {}).filter(([field]) => !(field in off));
    const turned = Object.entries(off).filter(([, value]) => typeof value === 'boolean');
    return {
      ...Object.fromEntries(kept),
      ...Object.fromEntries(turned.map(([field, value]) => [field, !value])),
    };
  };
  return typeof input === 'function'
    ? { ...family, input: (index: number) => keeping(input(index)) }
    : { ...family, input: keeping(input) };
}

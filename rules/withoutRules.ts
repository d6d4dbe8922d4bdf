import type { Family, System } from '../composition/index.ts';
import type { Rule } from './rule.ts';

/**
 * The same system with some rules left out: every family of a rule's machine gets the changed input. A rule whose
 * machine the system does not have, or that it does not keep, changes nothing.
 */
export function withoutRules(system: System, rules: readonly Rule[]): System {
  const families = Object.entries(system.families).map(([name, family]) => {
    const off = rules.filter(({ machine }) => machine === family.machine).map((rule) => rule.off);
    return [name, off.length > 0 ? changed(family, Object.assign({}, ...off)) : family] as const;
  });
  return { ...system, families: Object.fromEntries(families) };
}

function changed({ input, ...family }: Family, off: Readonly<Record<string, unknown>>): Family {
  const with_ = (given: unknown) => ({ ...(given as object | undefined), ...off });
  return typeof input === 'function'
    ? { ...family, input: (index: number) => with_(input(index)) }
    : { ...family, input: with_(input) };
}

import type { System } from '../composition/index.ts';
import type { Rule } from './rule.ts';

/** The rules whose machine a system has, whether it keeps them or not. */
export function rulesAbout({ families }: System, rules: readonly Rule[]): Rule[] {
  const machines = new Set(Object.values(families).map(({ machine }) => machine));
  return rules.filter(({ machine }) => machines.has(machine));
}

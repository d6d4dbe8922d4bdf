import { type Rule, rules } from '../rules/index.ts';

/**
 * A rule of the catalogue, for a world made of its machines.
 *
 * @throws {TypeError} if there is none of that name.
 */
export function ruleNamed(wanted: string): Rule {
  const found = rules.find(({ name }) => name === wanted);
  if (!found) throw new TypeError(`there is no rule ${wanted}`);
  return found;
}

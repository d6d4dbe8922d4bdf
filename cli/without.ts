import type { Proposal } from '../proposals/index.ts';
import { type Rule, rulesOf, withoutRules } from '../rules/index.ts';
import type { Catalogue } from './catalogue.ts';
import { byName, pick } from './pick.ts';
import { UsageError } from './usageError.ts';

/** Names separated by commas. */
export const namesOption = (text: string): string[] => [
  ...new Set(text.split(',').map((name) => name.trim())),
];

/**
 * The rules called so.
 *
 * @throws {UsageError} for one that there is not.
 */
export function pickRules({ rules }: Catalogue, names: readonly string[]): Rule[] {
  const known = byName(rules, ({ name }) => name);
  return names.map((name) => pick('rule', name, known));
}

/**
 * Those of the proposals that keep all of some rules.
 *
 * @param each whether each of them must.
 * @throws {UsageError} if one that must does not, or none does.
 */
export function keeping(
  { rules }: Catalogue,
  proposals: readonly Proposal[],
  wanted: readonly Rule[],
  each: boolean,
): Proposal[] {
  if (wanted.length === 0) return [...proposals];
  const found = proposals.filter(({ system }) => {
    const kept = rulesOf(system, wanted);
    const lacking = wanted.find((rule) => !kept.includes(rule));
    if (lacking && each) {
      const its = rulesOf(system, rules).map(({ name }) => name);
      throw new UsageError(
        `${system.name} does not have the rule ${lacking.name} (${its.length > 0 ? `it has ${its.join(', ')}` : 'it has none'})`,
      );
    }
    return !lacking;
  });
  if (found.length === 0)
    throw new UsageError(`no proposal has ${wanted.map(({ name }) => name).join(' and ')}`);
  return found;
}

/** The proposal with some rules left out. What it states is then not what it does. */
export const without = (proposal: Proposal, rules: readonly Rule[]): Proposal => ({
  ...proposal,
  system: withoutRules(proposal.system, rules),
});

import { compose, type System } from '../composition/index.ts';
import type { Rule } from './rule.ts';
import { withoutRules } from './withoutRules.ts';

/**
 * The rules that a system keeps: those without which its machines would do something else, at the system's own sizes.
 * A rule that its machine has and that stops nothing there is not kept.
 *
 * @throws whatever {@link compose} refuses.
 */
export function rulesOf(system: System, rules: readonly Rule[]): Rule[] {
  const plain: System = { ...system, claims: [] };
  /** What the parts of a rule's machine do in every local state, in steps that can happen at all. */
  const doings = (of: System, { machine }: Rule): string => {
    const { network, world } = compose(of);
    return JSON.stringify(
      network.steps.map(({ name, moves }) => [
        name,
        ...moves
          .filter(({ part }) => of.families[world.parts[part]?.family ?? '']?.machine === machine)
          .map(({ to }) => Array.from(to)),
      ]),
    );
  };
  const machines = Object.values(system.families).map(({ machine }) => machine);
  return rules.filter(
    (rule) =>
      machines.includes(rule.machine) && doings(withoutRules(plain, [rule]), rule) !== doings(plain, rule),
  );
}

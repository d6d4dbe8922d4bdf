import { type Composition, compose, type System } from '../composition/index.ts';
import type { Rule } from './rule.ts';
import { rulesAbout } from './rulesAbout.ts';
import { withoutRules } from './withoutRules.ts';

/**
 * The rules that a system keeps: those without which its machines would do something else, at the system's own sizes.
 * A rule that its machine has and that stops nothing there is not kept.
 *
 * @throws whatever {@link compose} refuses.
 */
export function rulesOf(system: System, rules: readonly Rule[]): Rule[] {
  const about = rulesAbout(system, rules);
  if (about.length === 0) return [];
  const plain: System = { ...system, claims: [] };
  const whole = compose(plain);
  return about.filter((rule) => {
    const robbed = compose(withoutRules(plain, [rule]));
    return doings(plain, robbed, rule) !== doings(plain, whole, rule);
  });
}

/** What the parts of a rule's machine do in every local state, in steps that can happen at all. */
const doings = ({ families }: System, { network, world }: Composition, { machine }: Rule): string =>
  JSON.stringify(
    network.steps.map(({ name, moves }) => [
      name,
      ...moves
        .filter(({ part }) => families[world.parts[part]?.family ?? '']?.machine === machine)
        .map(({ to }) => Array.from(to)),
    ]),
  );

import { check, type Network, type Policy, policyOf, type Step, supervisorOf } from '../checker/index.ts';
import type { System } from '../composition/index.ts';
import { enforceable, explore, type Overcaution, overcautionOf } from './overcaution.ts';
import type { Rule } from './rule.ts';
import { rulesOf } from './rulesOf.ts';
import { withoutRules } from './withoutRules.ts';

/** What a guest must forbid itself in a design, and nothing more; and what the design forbids beyond that. */
export interface GuestPolicy {
  /** The rules of the design, which are left out. */
  readonly rules: readonly Rule[];
  /** The design without its rules, for which the policy is. */
  readonly network: Network;
  readonly policy: Policy;
  /** Names of the claims that the policy enforces, and of those that no policy of the guest can. */
  readonly enforced: readonly string[];
  readonly notEnforceable: readonly string[];
  /** What the design refuses without need, unless there is nothing to compare. */
  readonly overcaution?: Overcaution;
}

/** Whose steps a policy may forbid: the guest's own, and what its userspace decides. */
const ofGuest = ({ by }: Step): boolean => by === 'guest' || by === 'policy';

/**
 * The safest policy for a design without its rules, which forbids no more than it must so that those claims about states,
 * steps and what a monitor remembers hold that hold in the design.
 *
 * Left out: what a design refuses for claims of other kinds, or for claims that no policy of the guest enforces, counts
 * as refused without need.
 *
 * @throws {RangeError} if a graph, or the comparison of two, has more states than `maxStates`.
 */
export async function guestPolicyOf(
  system: System,
  known: readonly Rule[],
  size: Readonly<Record<string, number>>,
  maxStates = 1_000_000,
): Promise<GuestPolicy> {
  const safety: System = {
    ...system,
    claims: system.claims.filter(({ kind }) => ['always', 'eachStep', 'monitor'].includes(kind)),
  };
  const design = explore(safety, size, maxStates);
  const { claims } = await check({ network: design.graph.network });
  const rules = rulesOf(system, known);
  const bare = explore(withoutRules(safety, rules), size, maxStates);
  const names = claims.flatMap(({ claim, verdict }) => (verdict === 'holds' ? [claim] : []));
  const enforced = enforceable(bare, names, ofGuest);
  const overcaution = overcautionOf(
    { system: safety, size, rules, claims: names, controllable: ofGuest, maxStates },
    design,
    bare,
  );
  return {
    rules,
    network: bare.graph.network,
    policy: policyOf(supervisorOf(bare.graph, ofGuest, enforced)),
    enforced,
    notEnforceable: names.filter((name) => !enforced.includes(name)),
    ...(overcaution ? { overcaution } : {}),
  };
}

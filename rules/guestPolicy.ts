import { check, type Network, type Policy, policiesOf, type Step } from '../checker/index.ts';
import { compose, type System } from '../composition/index.ts';
import type { Rule } from './rule.ts';
import { rulesOf } from './rulesOf.ts';
import { withoutRules } from './withoutRules.ts';

/** What a guest must forbid itself in a design, and nothing more. */
export interface GuestPolicy {
  /** The design without its rules, for which the policy is. */
  readonly network: Network;
  readonly policy: Policy;
  /** Names of the claims that the policy enforces, and of those that no policy of the guest can. */
  readonly enforced: readonly string[];
  readonly notEnforceable: readonly string[];
}

/** Whose steps a policy may forbid: the guest's own, and what its userspace decides. */
const ofGuest = ({ by }: Step): boolean => by === 'guest' || by === 'policy';

/**
 * The safest policy for a design without its rules, which forbids no more than it must so that those claims about states
 * and steps hold that hold in the design.
 *
 * Left out: how much the rules of the design forbid beyond that.
 *
 * @throws {RangeError} if a graph has more states than `maxStates`.
 */
export async function guestPolicyOf(
  system: System,
  known: readonly Rule[],
  size: Readonly<Record<string, number>>,
  maxStates = 1_000_000,
): Promise<GuestPolicy> {
  const safety: System = {
    ...system,
    claims: system.claims.filter(({ kind }) => kind === 'always' || kind === 'eachStep'),
  };
  const design = compose(safety, size).network;
  const { claims, complete } = await check({ network: design }, { maxStates });
  if (!complete) throw new RangeError(`${system.name} has more than ${maxStates} states`);
  const { network } = compose(withoutRules(safety, rulesOf(system, known)), size);
  const policyFor = policiesOf(network, { controllable: ofGuest, maxStates });
  // What is lost for several claims is lost for one of them, so each can be asked about alone.
  const names = claims.flatMap(({ claim, verdict }) => (verdict === 'holds' ? [claim] : []));
  const enforced = names.filter((name) => policyFor([name]).enforceable);
  const policy = policyFor(enforced);
  return {
    network,
    policy,
    enforced,
    notEnforceable: names.filter((name) => !enforced.includes(name)),
  };
}

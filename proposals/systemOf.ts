import type { Claim, Family, System } from '../composition/index.ts';
import { invariants } from '../invariants/index.ts';
import { alphabet, type HostMove, hostMachine } from '../machines/index.ts';

/** Whether a claim has matter in a design: it has all families that the claim talks about. */
export const concerns = (claim: Claim, families: Readonly<Record<string, Family>>): boolean =>
  claim.over.every((family) => family in families);

/**
 * The system of a proposal: its families and the hostile host, over the alphabet of all machines, with
 * every invariant that concerns it.
 */
export function systemOf(
  name: string,
  moves: readonly HostMove[],
  families: Readonly<Record<string, Family>>,
  sizes: Readonly<Record<string, number>> = {},
  narrowed: NonNullable<System['narrowed']> = {},
): System {
  const all = { ...families, host: { machine: hostMachine, input: { moves } } };
  // A move of the host needs somebody that it happens to.
  const heard = new Set(Object.values(families).flatMap(({ machine }) => machine.events));
  const unheard = hostMachine.events.filter((type) => !heard.has(type)).map((type) => [type, false] as const);
  return {
    name,
    alphabet,
    families: all,
    sizes,
    narrowed: { ...Object.fromEntries(unheard), ...narrowed },
    claims: invariants.filter((claim) => concerns(claim, all)),
  };
}

import type { System } from '../composition/index.ts';
import { hostMachine } from '../machines/index.ts';

/** What the host of a design may be: as its proposal says, or one that makes no move of the adversary. */
export const hosts = ['hostile', 'honest'] as const;
export type Host = (typeof hosts)[number];

/**
 * A design under such a host. An honest one still does its part: it converts pages, finishes resets, and
 * carries out what it is asked to. A system without a host is left as it is.
 */
export function underHost(system: System, host: Host): System {
  if (host === 'hostile' || !('host' in system.families)) return system;
  const honest = { machine: hostMachine, input: { moves: [] } };
  return { ...system, families: { ...system.families, host: honest } };
}

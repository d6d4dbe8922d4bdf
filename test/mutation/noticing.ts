import type { AnyStateMachine } from 'xstate';
import { check } from '../../checker/index.ts';
import { standingOf } from '../../cli/standing.ts';
import { composeMutant } from './composeMutant.ts';
import type { Habitat } from './habitat.ts';
import type { Mutant } from './mutant.ts';

/** What a design says of a mutant in it. */
export interface Noticing {
  readonly design: string;
  /** Claims of which it no longer does what it states: another verdict, or another length of the shortest leak. */
  readonly claims: readonly string[];
  /** Whether its graph is no longer the pinned one. */
  readonly graph: boolean;
}

/** How much larger than the pinned graph that of a mutant may become before its search is given up. */
const GROWTH_MAX = 3;
const STATES_MIN = 20_000;
/** States from which on decision diagrams are the faster engine. */
const SYMBOLIC_FROM = 100_000;

/**
 * Checks a design with a mutant in place of the machine. A search that is given up has still found its violations, each
 * of the shortest length; of all else in it nothing is known.
 *
 * @throws {MachineError} as {@link composeMutant}.
 * @throws {TypeError} if a claim cannot be judged of the mutant.
 */
export async function noticingOf(
  habitat: Habitat,
  original: AnyStateMachine,
  mutant: Mutant,
): Promise<Noticing> {
  const { system, pinned, stands } = habitat.proposal;
  const { states = 0, transitions = 0 } = pinned ?? {};
  const report = await check(composeMutant(habitat, original, mutant), {
    engine: states >= SYMBOLIC_FROM ? 'symbolic' : 'explicit',
    maxStates: Math.max(STATES_MIN, GROWTH_MAX * states),
  });
  const contradicted = report.claims.filter(
    (claim) => standingOf(claim, stands[claim.claim], { ownWorld: true, shortest: true }) === 'contradicted',
  );
  return {
    design: system.name,
    claims: contradicted.map(({ claim }) => claim),
    graph: !report.complete || report.states !== states || report.transitions !== transitions,
  };
}

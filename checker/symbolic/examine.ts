import { type Coverage, coverageOf, endingParts } from '../examine/examination.ts';
import type { ClaimTable, Network } from '../network.ts';
import type { Patterns } from './patterns.ts';
import type { SetOps } from './setOps.ts';

const YES = 1;

/** What is looked for in the set of reachable states. */
export interface Examining {
  readonly network: Network;
  readonly sets: SetOps;
  readonly patterns: Patterns;
  readonly reached: number;
}

/** A claim about nothing, true of every state. */
const anything: ClaimTable = { parts: [], table: [YES] };

/** The states in which nothing can happen, but for those in which all parts that have final states are in one. */
export function stuckStates({ network, sets, patterns, reached }: Examining): number {
  let stuck = reached;
  for (const step of network.steps.keys())
    stuck = sets.difference(stuck, patterns.restrict(stuck, patterns.of(anything, isYes, step)));
  const ending = endingParts(network);
  if (ending.length === 0) return stuck;
  let ended = stuck;
  for (const { part, finals } of ending)
    ended = patterns.restrict(ended, inStates(network, patterns, part, finals));
  return sets.difference(stuck, ended);
}

/** What never happens in the reachable states. */
export const neverIn = ({ network, patterns, reached }: Examining): Coverage =>
  coverageOf(
    network,
    (step) => patterns.meets(reached, patterns.of(anything, isYes, step)),
    (part, state) => patterns.meets(reached, inStates(network, patterns, part, [state])),
  );

const isYes = (mark: number): boolean => mark === YES;

const inStates = ({ parts }: Network, patterns: Patterns, part: number, states: readonly number[]): number =>
  patterns.of(
    { parts: [part], table: parts[part]?.states.map((_, state) => (states.includes(state) ? YES : 0)) ?? [] },
    isYes,
  );

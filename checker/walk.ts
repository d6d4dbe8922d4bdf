import fc from 'fast-check';
import type { Exploration } from './explicit.ts';
import { type Judges, judgesOf } from './judges.ts';
import { type Layout, layoutOf } from './layout.ts';
import { type Limits, MAX_BYTES_DEFAULT, type Progress } from './limits.ts';
import type { Network, NetworkClaim, Step } from './network.ts';
import type { ClaimReport, TraceStep } from './report.ts';
import { StateSet } from './stateSet.ts';
import { type Successors, successorsOf } from './successors.ts';

/** How much to walk, and from which seed. */
export interface WalkOptions {
  /** Seed of the walks; the same seed gives the same report. Default 1. */
  readonly seed?: number;
  /** How many walks for each claim. Default 200. */
  readonly walks?: number;
  /** Longest walk, in steps. Default 60. */
  readonly walkLength?: number;
}

/** Kinds of claims of which a walk can say nothing, and why. */
const undecided: Readonly<Partial<Record<NetworkClaim['kind'], string>>> = {
  possible: 'a walk that does not come to the goal does not show that none does',
  leadsTo: 'a walk ends, and what happens for ever after is not seen',
  eventually: 'a walk ends, and what happens for ever after is not seen',
  sometimes: 'walks look for violations only',
};

interface Seen {
  readonly states: StateSet;
  transitions: number;
  depth: number;
}

/**
 * Seeded random walks; fast-check draws and shrinks them, so a violation comes with a short trace (not
 * promised to be a shortest one). It may say `violated`, never `holds`; claims about what can or must
 * happen later stay unknown.
 */
export function* walk(
  network: Network,
  options: WalkOptions & Limits,
): Generator<Progress, Exploration, boolean> {
  const { seed = 1, walks = 200, walkLength = 60 } = options;
  const layout = layoutOf(network);
  const successors = successorsOf(network, layout);
  const states = new StateSet(layout.words, options.maxBytes ?? MAX_BYTES_DEFAULT);
  const seen: Seen = { states, transitions: 0, depth: 0 };
  const claims: ClaimReport[] = [];
  let interrupted = false;
  for (const claim of network.claims) {
    if (!interrupted)
      interrupted = yield {
        states: states.size,
        transitions: seen.transitions,
        depth: seen.depth,
        frontier: 0,
      };
    const because = undecided[claim.kind];
    if (interrupted || because) {
      claims.push({ claim: claim.name, verdict: 'unknown', ...(because ? { because } : {}) });
      continue;
    }
    const walker = {
      network,
      layout,
      successors,
      judges: judgesOf({ ...network, claims: [claim] }, layout),
      seen,
    };
    const walksOfClaim = fc.check(
      fc.property(
        fc.array(fc.nat(), { maxLength: walkLength, size: 'max' }),
        (choices) => !violatedAlong(walker, choices),
      ),
      { seed, numRuns: walks },
    );
    const trace = walksOfClaim.failed && violatedAlong(walker, walksOfClaim.counterexample?.[0] ?? []);
    claims.push({ claim: claim.name, ...(trace ? { verdict: 'violated', trace } : { verdict: 'unknown' }) });
  }
  const stopped = interrupted ? 'interrupted' : 'walks';
  return {
    states: states.size,
    transitions: seen.transitions,
    depth: seen.depth,
    complete: false,
    stopped,
    shortest: false,
    claims,
  };
}

interface Walker {
  readonly network: Network;
  readonly layout: Layout;
  readonly successors: Successors;
  readonly judges: Judges;
  readonly seen: Seen;
}

/** Takes the walk that `choices` select; if it violates the judges' one claim, returns it up to there. */
function violatedAlong(
  { network, layout, successors, judges, seen }: Walker,
  choices: readonly number[],
): TraceStep[] | undefined {
  const { words } = layout;
  const walked: TraceStep[] = [];
  let state = layout.initial;
  judges.reset();
  judges.state(state, 0, 0, -1);
  seen.states.add(state, 0, -1, -1);
  for (const choice of choices) {
    if (judges.violated(0)) return walked;
    const count = successors.expand(state, 0);
    if (count === 0) return undefined;
    const k = choice % count;
    const step = successors.outSteps[k] as number;
    const { name, by } = network.steps[step] as Step;
    walked.push({ event: name, by });
    judges.step(successors.local, 0, step);
    state = successors.outStates.slice(k * words, (k + 1) * words);
    judges.state(state, 0, 0, step);
    seen.states.add(state, 0, 0, step);
    seen.transitions++;
    seen.depth = Math.max(seen.depth, walked.length);
  }
  return judges.violated(0) ? walked : undefined;
}

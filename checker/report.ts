import type { Examination } from './examine/examination.ts';
import type { Network, Step } from './network.ts';

/** What a check found, as data. Printing it and failing on it are other people's work. */
export interface Report extends Examination {
  readonly name: string;
  readonly engine: EngineName;
  /** Which engine `auto` chose in the end, and why, where that was not the first it tried. */
  readonly chosen?: string;
  /** Distinct reachable states found; a bigint where a number would not be exact. */
  readonly states: number | bigint;
  /** Steps taken from those states, self-loops included; a bigint where a number would not be exact. */
  readonly transitions: number | bigint;
  /** Length of the longest shortest path from the initial state; `symbolic` says it only if asked. */
  readonly depth?: number;
  /** Wall time in seconds. */
  readonly seconds: number;
  /** True iff every reachable state was explored; only then is `holds` or `vacuous` said. */
  readonly complete: boolean;
  /** Why the search was cut short, where `complete` is false. */
  readonly stopped?: StopReason;
  /** Reductions that were at work; numbers are then those of the smaller graph that does for the claims. */
  readonly reduction?: readonly string[];
  /** Reductions that were asked for and could not be, each with the reason. */
  readonly notReduced?: readonly string[];
  /** There where traces are true but perhaps longer than need be. */
  readonly shortest?: false;
  /** By which loop engine `explicit` searched, in the end, and in how many threads. */
  readonly loop?: LoopName;
  readonly workers?: number;
  /** Why the last checkpoint was not written, where one was to be. */
  readonly notSaved?: string;
  readonly claims: readonly ClaimReport[];
}

export type EngineName = 'reference' | 'explicit' | 'symbolic' | 'walk';
/** `worker`: a thread of the search ended before its time. */
export type StopReason = 'states' | 'memory' | 'nodes' | 'interrupted' | 'walks' | 'worker';
/** Loops of the explicit engine: TypeScript, or WebAssembly made for the network. */
export type LoopName = 'plain' | 'hot';

/**
 * - `holds`: true wherever it applied, it applied somewhere, and everything was explored. A proof for
 *   this network, that is: within the stated sizes.
 * - `violated`: with a trace; unless the engine is `walk` a shortest one, and of these the one with the fewest
 *   actor switches, then the first by step numbers: the same one from every engine.
 * - `vacuous`: everything was explored and the claim never applied.
 * - `unknown`: the search was cut short before it could say.
 */
export type Verdict = 'holds' | 'violated' | 'vacuous' | 'unknown';

/** What was found of one claim. */
export interface ClaimReport {
  readonly claim: string;
  readonly verdict: Verdict;
  /**
   * Where violated: from the initial state to the violation, the violating step last. Of a `sometimes` claim that holds:
   * a shortest way to its goal.
   */
  readonly trace?: readonly TraceStep[];
  /**
   * Where a `leadsTo` or `eventually` claim is violated: what happens for ever after the trace. Empty if nothing can
   * happen any more.
   */
  readonly loop?: readonly TraceStep[];
  /** Why it is unknown, where the search itself was not cut short. */
  readonly because?: string;
}

/** One step of a trace. */
export interface TraceStep {
  /** The step's name, e.g. `MAP_BOUNCED(device=0, page=1)`. */
  readonly event: string;
  /** Who moved. */
  readonly by: string;
}

/** Step numbers as a trace. */
export const traceOf = ({ steps }: Network, numbers: readonly number[]): TraceStep[] =>
  numbers.map((number) => {
    const { name: event, by } = steps[number] as Step;
    return { event, by };
  });

/** Verdict of a claim from what a search saw of it. */
export function verdictOf(seen: { violated: boolean; applied: boolean }, complete: boolean): Verdict {
  if (seen.violated) return 'violated';
  if (!complete) return 'unknown';
  return seen.applied ? 'holds' : 'vacuous';
}

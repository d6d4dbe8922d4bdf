import type { Network } from '../network.ts';
import type { TraceStep } from '../report.ts';

/** What to look for in a graph beside the claims. */
export interface ExamineOptions {
  /** States in which nothing can happen. */
  readonly deadlocks?: boolean;
  /** Steps that never happen, and local states that are never reached. */
  readonly coverage?: boolean;
  /** Runs that go on for ever and get nowhere. */
  readonly livelocks?: LivelockOptions;
}

/** What is progress, and who is sure to go on. */
export interface LivelockOptions {
  /** Steps that are progress: each by its name or by its event type, which is what stands before the bracket. */
  readonly progress: readonly string[];
  /** Movers, none of whose steps is left out for ever if from some point on it can always happen. */
  readonly fair: readonly string[];
}

/** What was found beside the claims; of a search that was cut short, what it had found by then. */
export interface Examination {
  readonly deadlocks?: Deadlocks;
  readonly livelock?: Livelock;
  readonly coverage?: Coverage;
}

/**
 * States in which no step can happen. Where parts have final states it is no deadlock that all of these parts are in one.
 * The trace is a canonical one to the nearest.
 */
export interface Deadlocks {
  readonly states: number | bigint;
  readonly trace?: readonly TraceStep[];
}

/** A fair run that from some point on makes no progress: the steps to its loop, and the loop; absent if there is none. */
export interface Livelock {
  readonly found: boolean;
  readonly trace?: readonly TraceStep[];
  readonly loop?: readonly TraceStep[];
  /** Why that is not known, where it is not. */
  readonly because?: string;
}

/** What never happened. */
export interface Coverage {
  readonly steps: readonly string[];
  /** Parts with local states that were never reached. */
  readonly parts: readonly { readonly part: string; readonly states: readonly string[] }[];
}

/** Coverage from what did happen: by step number, and by part and local state. */
export function coverageOf(
  { steps, parts }: Network,
  happened: (step: number) => boolean,
  reached: (part: number, state: number) => boolean,
): Coverage {
  return {
    steps: steps.flatMap(({ name }, step) => (happened(step) ? [] : [name])),
    parts: parts.flatMap(({ name, states }, part) => {
      const never = states.filter((_, state) => !reached(part, state));
      return never.length > 0 ? [{ part: name, states: never }] : [];
    }),
  };
}

/** The parts that have final states, and which local states these are. */
export const endingParts = ({ parts }: Network): { part: number; finals: readonly number[] }[] =>
  parts.flatMap(({ finals = [] }, part) => (finals.length > 0 ? [{ part, finals }] : []));

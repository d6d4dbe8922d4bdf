import type { AnyStateMachine } from 'xstate';
import type { AnyEvent } from './events.ts';
import type { Fairness } from './fairness.ts';

/** What a claim sees of a part: its index in the family, and XState's value and context. */
export interface PartView {
  readonly index: number;
  readonly value: unknown;
  readonly context: Readonly<Record<string, unknown>>;
}

/**
 * The parts a claim is about, by family name. A family named twice in `over` appears as `mapping` and
 * `mapping2`, two different members. Families over one index set (`device`, `tdi`) come with equal index.
 */
export type PartViews = Readonly<Record<string, PartView>>;

interface ClaimBase {
  readonly name: string;
  /** The claim as a sentence. */
  readonly summary: string;
  /** Document and section, or thread. */
  readonly source: string;
  /** Families the claim talks about; it is judged for every choice of members. */
  readonly over: readonly string[];
}

/** True of every reachable state in which it applies. */
export interface StateClaim extends ClaimBase {
  readonly kind: 'always';
  readonly applies: (parts: PartViews) => boolean;
  readonly holds: (parts: PartViews) => boolean;
}

/** True of every step that can be taken, where it applies. Judged only on steps that name these members. */
export interface StepClaim extends ClaimBase {
  readonly kind: 'eachStep';
  /** Event types that it is about; without it, every step in which one of its parts takes part. */
  readonly on?: readonly string[];
  readonly applies: (before: PartViews, event: AnyEvent, after: PartViews) => boolean;
  readonly holds: (before: PartViews, event: AnyEvent, after: PartViews) => boolean;
}

/** From every reachable state in which it applies, some sequence of steps leads to the goal. */
export interface PossibleClaim extends ClaimBase {
  readonly kind: 'possible';
  readonly applies: (parts: PartViews) => boolean;
  readonly goal: (parts: PartViews) => boolean;
}

/** For every choice of members, some reachable state has the goal. What holds comes with a way there. */
export interface SometimesClaim extends ClaimBase {
  readonly kind: 'sometimes';
  readonly goal: (parts: PartViews) => boolean;
}

/**
 * Whenever it applies, the goal is met at once or later, on every fair run. Vacuous if it never applies without the goal
 * being met at once. Runs are infinite, or end where nothing can happen and stay there.
 */
export interface LeadsToClaim extends ClaimBase {
  readonly kind: 'leadsTo';
  readonly applies: (parts: PartViews) => boolean;
  readonly goal: (parts: PartViews) => boolean;
  /** Which runs are fair; by default what the system says of it, and else all are. */
  readonly fairness?: readonly Fairness[];
}

/** Every fair run comes to the goal. */
export interface EventuallyClaim extends ClaimBase {
  readonly kind: 'eventually';
  readonly goal: (parts: PartViews) => boolean;
  /** Which runs are fair; by default what the system says of it, and else all are. */
  readonly fairness?: readonly Fairness[];
}

/**
 * A claim with a memory: a machine that listens, forbids nothing, and has a state `violated`. It has
 * applied once it has left its initial state.
 */
export interface MonitorClaim extends ClaimBase {
  readonly kind: 'monitor';
  readonly machine: AnyStateMachine;
}

export type Claim =
  | StateClaim
  | StepClaim
  | PossibleClaim
  | SometimesClaim
  | LeadsToClaim
  | EventuallyClaim
  | MonitorClaim;

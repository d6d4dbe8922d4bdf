import type { AnyStateMachine } from 'xstate';
import type { AnyEvent } from './events.ts';

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

/**
 * A claim with a memory: a machine that listens, forbids nothing, and has a state `violated`. It has
 * applied once it has left its initial state.
 */
export interface MonitorClaim extends ClaimBase {
  readonly kind: 'monitor';
  readonly machine: AnyStateMachine;
}

export type Claim = StateClaim | StepClaim | PossibleClaim | MonitorClaim;

import type { System } from '../composition/index.ts';
import type { HostMove } from '../machines/index.ts';
import type { SystemNumber } from './systems.ts';

/**
 * What we claim of a design: that an invariant holds, that it is violated (with the length of its
 * shortest counterexample), or that the design never gives it anything to say.
 */
export type Stand = 'holds' | 'vacuous' | { readonly violated: number };

/** One design, and what we claim of it. */
export interface Proposal {
  /** The system; its name is the proposal's, and its claims are those that `stands` lists. */
  readonly system: System;
  /** The systems of the threads that it is, or that it shows a variant of. */
  readonly systems: readonly SystemNumber[];
  /** One line. */
  readonly title: string;
  /** The argument for it in one line, as made in the thread. */
  readonly argument: string;
  /** The objection raised, in one line. */
  readonly objection: string;
  /** Threads, documents, kernel versions. */
  readonly sources: readonly string[];
  /** Moves of the host that the design does not stop. */
  readonly moves: readonly HostMove[];
  /** A stand on every invariant that concerns it, by name. */
  readonly stands: Readonly<Record<string, Stand>>;
  /** The graph at the system's own sizes; every proposal of the catalogue states it. */
  readonly pinned?: { readonly states: number; readonly transitions: number };
  /** Sizes small enough for the `reference` engine, where the system's own are not. */
  readonly smallSizes: Readonly<Record<string, number>>;
}

import type { NetworkClaim } from './network.ts';
import type { FairEvents } from './referenceLiveness.ts';

/**
 * A transition system given by functions instead of tables: what the `reference` engine explores. It is
 * slow and has nothing in common with the tables, which makes it the oracle of the fast engines.
 */
export interface Model<S> {
  readonly claims: readonly {
    readonly name: string;
    readonly kind: NetworkClaim['kind'];
    /** As FairSteps, of steps by name. */
    readonly fairness?: readonly FairEvents[];
  }[];
  initial(): S;
  /** Equal keys must mean equal behaviour. */
  key(state: S): string;
  /** Every step that can happen in `state`, with the state after it. */
  steps(state: S): Iterable<{ readonly event: string; readonly by: string; readonly next: S }>;
  /** For a claim about states, which is any but an `eachStep` one: one mark per instance; see NetworkClaim for the marks. */
  judgeState(claim: number, state: S): readonly number[];
  /** For an `eachStep` claim: one mark per instance that this step concerns. */
  judgeStep(claim: number, before: S, event: string, after: S): readonly number[];
}

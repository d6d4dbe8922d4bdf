import type { AnyStateMachine, ContextFrom, SnapshotFrom } from 'xstate';
import type {
  EventuallyClaim,
  LeadsToClaim,
  MonitorClaim,
  PossibleClaim,
  SometimesClaim,
  StateClaim,
  StepClaim,
} from './claims.ts';
import type { Alphabet, EventOf } from './events.ts';

type Machines = Readonly<Record<string, AnyStateMachine>>;
/** What a claim sees of one part, typed by its machine. */
export interface View<M extends AnyStateMachine> {
  readonly index: number;
  readonly value: SnapshotFrom<M>['value'];
  readonly context: ContextFrom<M>;
}
/** Views by family name, and `slot2` for a second member of `slot`. */
type Views<F extends Machines, Over extends readonly (keyof F & string)[]> = {
  readonly [N in Over[number]]: View<F[N]>;
} & { readonly [N in Over[number] as `${N}2`]: View<F[N]> };
type Event<A extends Alphabet, On extends string> = Extract<EventOf<A>, { readonly type: On }>;
type Names<Claim> = Omit<Claim, 'kind' | 'over' | 'applies' | 'holds' | 'goal' | 'on'>;

/** Makes claims whose predicates are typed by the machines and events they are about. */
export interface ClaimsFor<F extends Machines, A extends Alphabet> {
  /** About every reachable state. */
  always<const Over extends readonly (keyof F & string)[]>(
    claim: Names<StateClaim> & {
      readonly over: Over;
      readonly applies: (parts: Views<F, Over>) => boolean;
      readonly holds: (parts: Views<F, Over>) => boolean;
    },
  ): StateClaim;
  /** About every step that can be taken. */
  eachStep<
    const Over extends readonly (keyof F & string)[],
    const On extends EventOf<A>['type'] = EventOf<A>['type'],
  >(
    claim: Names<StepClaim> & {
      readonly over: Over;
      readonly on?: readonly On[];
      readonly applies: (before: Views<F, Over>, event: Event<A, On>, after: Views<F, Over>) => boolean;
      readonly holds: (before: Views<F, Over>, event: Event<A, On>, after: Views<F, Over>) => boolean;
    },
  ): StepClaim;
  /** That a goal can always still be reached. */
  possible<const Over extends readonly (keyof F & string)[]>(
    claim: Names<PossibleClaim> & {
      readonly over: Over;
      readonly applies: (parts: Views<F, Over>) => boolean;
      readonly goal: (parts: Views<F, Over>) => boolean;
    },
  ): PossibleClaim;
  /** That a goal is reachable. */
  sometimes<const Over extends readonly (keyof F & string)[]>(
    claim: Names<SometimesClaim> & {
      readonly over: Over;
      readonly goal: (parts: Views<F, Over>) => boolean;
    },
  ): SometimesClaim;
  /** That whenever it applies, a goal follows on every fair run. */
  leadsTo<const Over extends readonly (keyof F & string)[]>(
    claim: Names<LeadsToClaim> & {
      readonly over: Over;
      readonly applies: (parts: Views<F, Over>) => boolean;
      readonly goal: (parts: Views<F, Over>) => boolean;
    },
  ): LeadsToClaim;
  /** That every fair run comes to a goal. */
  eventually<const Over extends readonly (keyof F & string)[]>(
    claim: Names<EventuallyClaim> & {
      readonly over: Over;
      readonly goal: (parts: Views<F, Over>) => boolean;
    },
  ): EventuallyClaim;
  /** With a memory: a machine with a state `violated`. */
  monitor(
    claim: Omit<MonitorClaim, 'kind' | 'over'> & { readonly over: readonly (keyof F & string)[] },
  ): MonitorClaim;
}

/**
 * Claim makers for machines of these types, by family name: a misspelt state or field in a predicate is
 * then a type error, and not a claim that never applies.
 */
export function claimsFor<F extends Machines, A extends Alphabet>(): ClaimsFor<F, A> {
  const makers = {
    always: (claim: object) => ({ kind: 'always', ...claim }),
    eachStep: (claim: object) => ({ kind: 'eachStep', ...claim }),
    possible: (claim: object) => ({ kind: 'possible', ...claim }),
    sometimes: (claim: object) => ({ kind: 'sometimes', ...claim }),
    leadsTo: (claim: object) => ({ kind: 'leadsTo', ...claim }),
    eventually: (claim: object) => ({ kind: 'eventually', ...claim }),
    monitor: (claim: object) => ({ kind: 'monitor', ...claim }),
  };
  return makers as unknown as ClaimsFor<F, A>;
}

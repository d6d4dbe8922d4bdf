import type { ContextFrom, SnapshotFrom } from 'xstate';
import type { MonitorClaim, PossibleClaim, StateClaim, StepClaim } from '../composition/index.ts';
import type { DmaEvent, Families } from '../machines/index.ts';

type Family = keyof Families;
type View<M extends Family> = {
  readonly index: number;
  readonly value: SnapshotFrom<Families[M]>['value'];
  readonly context: ContextFrom<Families[M]>;
};
/** Views by family name, and `mapping2` for a second mapping. */
type Views<Over extends readonly Family[]> = { readonly [M in Over[number]]: View<M> } & {
  readonly [M in Over[number] as `${M}2`]: View<M>;
};
type Names<Claim> = Omit<Claim, 'kind' | 'over' | 'applies' | 'holds' | 'goal' | 'on'>;

/** A claim about every reachable state, typed by the machines of its families. */
export function always<const Over extends readonly Family[]>(
  claim: Names<StateClaim> & {
    readonly over: Over;
    readonly applies: (parts: Views<Over>) => boolean;
    readonly holds: (parts: Views<Over>) => boolean;
  },
): StateClaim {
  return { kind: 'always', ...claim } as unknown as StateClaim;
}

/** A claim about every step that can be taken, typed by its families and event types. */
export function eachStep<
  const Over extends readonly Family[],
  const On extends DmaEvent['type'] = DmaEvent['type'],
>(
  claim: Names<StepClaim> & {
    readonly over: Over;
    readonly on?: readonly On[];
    readonly applies: (
      before: Views<Over>,
      event: Extract<DmaEvent, { type: On }>,
      after: Views<Over>,
    ) => boolean;
    readonly holds: (
      before: Views<Over>,
      event: Extract<DmaEvent, { type: On }>,
      after: Views<Over>,
    ) => boolean;
  },
): StepClaim {
  return { kind: 'eachStep', ...claim } as unknown as StepClaim;
}

/** A claim that a goal can always still be reached. */
export function possible<const Over extends readonly Family[]>(
  claim: Names<PossibleClaim> & {
    readonly over: Over;
    readonly applies: (parts: Views<Over>) => boolean;
    readonly goal: (parts: Views<Over>) => boolean;
  },
): PossibleClaim {
  return { kind: 'possible', ...claim } as unknown as PossibleClaim;
}

/** A claim with a memory: a machine with a state `violated`. */
export function monitor(
  claim: Omit<MonitorClaim, 'kind' | 'over'> & { readonly over: readonly Family[] },
): MonitorClaim {
  return { kind: 'monitor', ...claim };
}

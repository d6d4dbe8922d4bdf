import type { AnyStateMachine } from 'xstate';

/** What is done to a machine, one at a time. */
export const operators = [
  'deleteTransition',
  'retarget',
  'deleteGuard',
  'negateGuard',
  'deleteAction',
  'deafen',
  'initialState',
  'initialContext',
] as const;
export type Operator = (typeof operators)[number];

/** A machine with one thing changed. */
export interface Mutant {
  /** Of the machine, in `machines`. */
  readonly machine: string;
  readonly operator: Operator;
  /** What was changed where; of all mutants of the machine no other has it. */
  readonly name: string;
  readonly made: AnyStateMachine;
  /** Event types whose moves may differ; absent if any may. */
  readonly types?: readonly string[];
  /** Whether the machine no longer takes part in steps of these types. */
  readonly deaf?: boolean;
}

import type { AnyMachineSnapshot } from 'xstate';
import { type AnyEvent, eventName, type Machine, MachineError } from '../../composition/index.ts';
import type { Mutant } from './mutant.ts';

/** A local state of a machine, or of a mutant of it: equal keys are equal states. */
export interface LocalState {
  readonly key: string;
  readonly snapshot: AnyMachineSnapshot;
}

/** The next state; nothing where the event is refused; an error where the mutant cannot answer. */
export type Answer = LocalState | undefined | MachineError;

const known = new WeakMap<Machine, Map<string, Answer>>();

/**
 * Asks a mutant what it does with an event in a state that may be its original's; each thing once.
 *
 * @param alone whether nobody else takes part in the step: then there is no such step if the mutant does not hear it.
 */
export function answerIn(
  { made, deaf, types }: Mutant,
  machine: Machine,
  state: LocalState,
  event: AnyEvent,
  alone: boolean,
): Answer {
  if (deaf && types?.includes(event.type)) return alone ? undefined : state;
  const answers = known.get(machine) ?? new Map<string, Answer>();
  known.set(machine, answers);
  const question = `${eventName(event)} ${state.key}`;
  if (!answers.has(question)) {
    const { value, context, status } = state.snapshot;
    const snapshot = made.resolveState({ value, context, status } as never);
    answers.set(
      question,
      answered(() => (machine.can(snapshot, event) ? machine.next(snapshot, event) : undefined), machine),
    );
  }
  return answers.get(question);
}

/** Equal keys are equal answers; what cannot answer differs from whatever can. */
export const keyOf = (answer: Answer): unknown => (answer instanceof Error ? answer : answer?.key);

/** Where the mutant begins. */
export const initialOf = (machine: Machine): Answer => answered(() => machine.initial(), machine);

function answered(asked: () => AnyMachineSnapshot | undefined, machine: Machine): Answer {
  try {
    const snapshot = asked();
    return snapshot && { key: machine.key(snapshot), snapshot };
  } catch (error) {
    if (error instanceof MachineError) return error;
    throw error;
  }
}

import type { AnyStateMachine } from 'xstate';

/**
 * One protective rule: something that software or hardware refuses or does, without which a design may leak. It is a
 * part of one machine, and that machine has an input by which the rule can be left out.
 */
export interface Rule {
  /** An imperative, camelCased. */
  readonly name: string;
  /** The rule as a sentence. */
  readonly summary: string;
  /** Document and section, or file and function with the version. */
  readonly source: string;
  readonly machine: AnyStateMachine;
  /** The change of that machine's input that leaves the rule out. */
  readonly off: Readonly<Record<string, unknown>>;
}

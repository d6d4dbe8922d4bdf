import type { AnyStateMachine } from 'xstate';
import { configOf, machineFrom } from './configs.ts';
import type { Mutant } from './mutant.ts';

type Context = Readonly<Record<string, unknown>>;
interface Given {
  readonly input?: unknown;
}

/**
 * Every mutant of what a machine's context is initially: each field with each other value of its domain. Of a field that
 * the input sets, it is the default that is changed.
 *
 * @param inputs with which the machine is used.
 * @param contexts that it is known to have, by which a field's domain is all values that it takes, and for a boolean both.
 */
export function initialContents(
  machine: string,
  original: AnyStateMachine,
  inputs: readonly unknown[],
  contexts: readonly Context[],
): readonly Mutant[] {
  const config = configOf(original);
  const { context } = config;
  if (context === undefined) return [];
  const of = (given: Given): Context =>
    typeof context === 'function' ? context(given) : (context as Context);
  const starts = inputs.map((input) => of({ input }));
  return Object.keys(starts[0] ?? {}).flatMap((field) => {
    const values = new Set(contexts.map((held) => JSON.stringify(held[field])));
    if (starts.every((held) => typeof held[field] === 'boolean'))
      for (const one of ['true', 'false']) values.add(one);
    const fromInput = isParameter(of, inputs[0], field);
    const initial = starts.map((held) => JSON.stringify(held[field]));
    const usual = fromInput ? defaultOf(of, inputs, field) : initial[0];
    return [...values]
      .filter((text) => text !== undefined && text !== usual)
      .sort()
      .map((text): Mutant => {
        const value: unknown = JSON.parse(text);
        const changed = fromInput
          ? (given: Given) => of({ ...given, input: { [field]: value, ...(given.input as object) } })
          : (given: Given) => ({ ...of(given), [field]: value });
        return {
          machine,
          operator: 'initialContext',
          name: `context.${field}: ${text}`,
          made: machineFrom(original, { ...config, context: changed }),
          types: [],
        };
      });
  });
}

const PROBE = 'a value that no input has';

/** Whether a field of the context is what the input has under its name. */
function isParameter(of: (given: Given) => Context, input: unknown, field: string): boolean {
  try {
    return of({ input: { ...(input as object), [field]: PROBE } })[field] === PROBE;
  } catch {
    return false;
  }
}

/** What the field is if the input does not set it. */
function defaultOf(
  of: (given: Given) => Context,
  inputs: readonly unknown[],
  field: string,
): string | undefined {
  const { [field]: _, ...rest } = (inputs[0] ?? {}) as Context;
  try {
    return JSON.stringify(of({ input: rest })[field]);
  } catch {
    return undefined;
  }
}

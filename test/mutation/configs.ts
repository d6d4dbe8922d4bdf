import { type AnyStateMachine, createMachine } from 'xstate';

/** As far as mutants are concerned, what a transition is made of. */
export interface Transition {
  readonly target?: string;
  readonly guard?: unknown;
  readonly actions?: unknown;
}

/** A state, or the root of a machine. */
export interface StateConfig {
  readonly on?: Readonly<Record<string, unknown>>;
  readonly always?: unknown;
  readonly entry?: unknown;
  readonly exit?: unknown;
  readonly states?: Readonly<Record<string, StateConfig>>;
}

/** The config of a whole machine. */
export interface Config extends StateConfig {
  readonly initial?: string;
  readonly context?: unknown;
}

/**
 * The config that a machine was made from.
 *
 * @throws {TypeError} if states are nested, of which the operators know nothing.
 */
export function configOf(machine: AnyStateMachine): Config {
  const config = machine.config as Config;
  const nested = Object.entries(config.states ?? {}).find(([, state]) => state.states);
  if (nested)
    throw new TypeError(`${machine.id}: state ${nested[0]} has states; mutants are of flat machines`);
  return config;
}

/** The same machine, made from another config. */
export const machineFrom = (original: AnyStateMachine, config: Config): AnyStateMachine =>
  createMachine(config as never, original.implementations as never);

/** Where transitions stand: the root is the state `''`, and what no event causes is of type `always`. */
export interface Place {
  readonly state: string;
  readonly type: string;
}

/** Anything that XState reads as a list, as one. */
export const listOf = (given: unknown): readonly unknown[] => {
  if (given === undefined) return [];
  return Array.isArray(given) ? given : [given];
};

const stateAt = (config: Config, state: string): StateConfig =>
  state === '' ? config : (config.states?.[state] ?? {});

/** The config with another state in place of one. */
export const withState = (
  config: Config,
  state: string,
  change: (before: StateConfig) => StateConfig,
): Config =>
  state === ''
    ? { ...config, ...change(config) }
    : { ...config, states: { ...config.states, [state]: change(stateAt(config, state)) } };

/** Names of all states, the root first. */
export const statesOf = (config: Config): readonly string[] => ['', ...Object.keys(config.states ?? {})];

/** All places of a config that have transitions. */
export const placesOf = (config: Config): readonly Place[] =>
  statesOf(config).flatMap((state) => {
    const { on = {}, always } = stateAt(config, state);
    return [...Object.keys(on), ...(always === undefined ? [] : ['always'])].map((type) => ({ state, type }));
  });

/** The transitions at a place, in the order in which they are tried. */
export function transitionsAt(config: Config, { state, type }: Place): readonly Transition[] {
  const { on = {}, always } = stateAt(config, state);
  return listOf(type === 'always' ? always : on[type]).map((given) =>
    typeof given === 'string' ? { target: given } : (given as Transition),
  );
}

/** The config with other transitions at a place. With none the machine still hears the event, and refuses it there. */
export const withTransitions = (
  config: Config,
  { state, type }: Place,
  list: readonly Transition[],
): Config =>
  withState(config, state, (before) =>
    type === 'always' ? { ...before, always: list } : { ...before, on: { ...before.on, [type]: list } },
  );

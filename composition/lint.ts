import type { AnyStateMachine } from 'xstate';
import { MachineError } from './machineError.ts';
import { nearest } from './nearest.ts';

/**
 * XState ignores a config key that it does not know, so a transition whose guard is misspelt fires
 * always. These are the keys that a checked machine may use, and no others.
 */
const STATE_KEYS = [
  'id',
  'initial',
  'states',
  'on',
  'always',
  'entry',
  'exit',
  'type',
  'history',
  'target',
  'tags',
  'description',
  'meta',
  'onDone',
];
const ROOT_KEYS = [...STATE_KEYS, 'context', 'types', 'schemas', 'version', 'options'];
const TRANSITION_KEYS = ['target', 'guard', 'actions', 'reenter', 'description', 'meta'];
/** Keys whose value is one of a few words; XState reads another word as no word at all. */
const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  type: ['atomic', 'compound', 'parallel', 'final', 'history'],
  history: ['shallow', 'deep', true, false],
};
const REASONS: Readonly<Record<string, string>> = {
  invoke:
    'a checked machine cannot invoke actors; make the other actor a machine of its own and share an event',
  after: 'a checked machine has no clock; make the time-out an event that may happen at any time',
  output: 'a checked machine has no output; what others must know is a parameter of a shared event',
  route: 'a checked machine has no routes; make it an event',
};
/** Actions that only describe: allowed, and without effect on the product. */
const BUILT_IN_ACTIONS = [
  'xstate.assign',
  'xstate.raise',
  'xstate.emit',
  'xstate.log',
  'xstate.enqueueActions',
];

type Config = Readonly<Record<string, unknown>>;
type Declared = Readonly<Record<'actions' | 'guards', Readonly<Record<string, unknown>>>>;

/**
 * Refuses configs that XState accepts and then silently reads in another way than they were meant.
 *
 * @throws {MachineError} for an unknown key or word, an undeclared guard or action, a guard that is
 *   undefined, a wildcard, `invoke`, `after`, or an action that talks to other actors; the message names
 *   the state and the key.
 */
export function lint(machine: AnyStateMachine): void {
  const { id, config, implementations } = machine;
  lintState(id, id, config as Config, ROOT_KEYS, implementations as unknown as Declared);
}

function lintState(
  machine: string,
  path: string,
  config: Config,
  allowed: readonly string[],
  declared: Declared,
): void {
  keysOf(machine, `state ${path}`, config, allowed);
  for (const [key, words] of Object.entries(WORDS)) {
    if (config[key] !== undefined && !words.includes(config[key]))
      throw new MachineError(
        machine,
        `state ${path} has ${key}: ${config[key]}, which is none of ${words.join(', ')}`,
      );
  }
  for (const key of ['entry', 'exit']) lintActions(machine, `${key} of state ${path}`, config[key], declared);
  for (const [type, transitions] of Object.entries((config['on'] ?? {}) as Config)) {
    if (type.includes('*'))
      throw new MachineError(
        machine,
        `state ${path} handles the wildcard ${type}; list the event types, or it would take part in every step`,
      );
    lintTransitions(machine, `${type} of state ${path}`, transitions, declared);
  }
  for (const key of ['always', 'onDone', 'initial'])
    lintTransitions(machine, `${key} of state ${path}`, config[key], declared);
  for (const [name, child] of Object.entries((config['states'] ?? {}) as Config))
    lintState(machine, `${path}.${name}`, (child ?? {}) as Config, STATE_KEYS, declared);
}

function lintTransitions(machine: string, where: string, transitions: unknown, declared: Declared): void {
  for (const transition of asList(transitions)) {
    if (typeof transition !== 'object' || transition === null) continue;
    const config = transition as Config;
    keysOf(machine, where, config, TRANSITION_KEYS);
    if ('guard' in config && config['guard'] === undefined)
      throw new MachineError(
        machine,
        `${where} has guard: undefined, which XState reads as no guard; is the name that it was taken from right?`,
      );
    lintGuard(machine, where, config['guard'], declared);
    lintActions(machine, where, config['actions'], declared);
  }
}

function lintGuard(machine: string, where: string, guard: unknown, declared: Declared): void {
  if (guard === undefined) return;
  const nested = (guard as { guards?: unknown[] }).guards;
  if (nested) for (const one of nested) lintGuard(machine, where, one, declared);
  const name = nameOf(guard);
  if (name !== undefined && !(name in declared.guards))
    throw new MachineError(
      machine,
      `${where}: guard ${name} is not declared in setup()${nearest(name, Object.keys(declared.guards))}`,
    );
}

function lintActions(machine: string, where: string, actions: unknown, declared: Declared): void {
  for (const action of asList(actions)) {
    const name = nameOf(action);
    if (name !== undefined) {
      if (!(name in declared.actions))
        throw new MachineError(
          machine,
          `${where}: action ${name} is not declared in setup()${nearest(name, Object.keys(declared.actions))}`,
        );
      lintActions(machine, `action ${name}`, declared.actions[name], declared);
      continue;
    }
    const { type, delay } = action as { type?: string; delay?: unknown };
    if (type?.startsWith('xstate.') && !BUILT_IN_ACTIONS.includes(type))
      throw new MachineError(
        machine,
        `${where}: ${type.slice(7)} reaches for another actor; share an event instead`,
      );
    if (type === 'xstate.raise' && delay !== undefined)
      throw new MachineError(
        machine,
        `${where}: a delayed raise needs a clock; make it an event that may happen at any time`,
      );
  }
}

function keysOf(machine: string, where: string, config: Config, allowed: readonly string[]): void {
  for (const key of Object.keys(config)) {
    if (allowed.includes(key) || config[key] === undefined) continue;
    const reason = REASONS[key];
    throw new MachineError(
      machine,
      `${where} has ${reason ? `${key}: ${reason}` : `an unknown key ${key}, which XState would ignore${nearest(key, allowed)}`}`,
    );
  }
}

/** Name of a guard or action given by name, with or without parameters. */
function nameOf(reference: unknown): string | undefined {
  if (typeof reference === 'string') return reference;
  if (typeof reference === 'object' && reference !== null) return (reference as { type: string }).type;
  return undefined;
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

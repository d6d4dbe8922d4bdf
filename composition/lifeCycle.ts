import type { AnyStateMachine } from 'xstate';
import {
  type Alphabet,
  type AnyEvent,
  type EventInstance,
  eventName,
  indexParameters,
  instancesOf,
  type Value,
} from './events.ts';
import { type LocalState, localStates, type Path, shortestPaths, simplePaths } from './graph.ts';
import { type Machine, machineOf } from './machine.ts';
import { LOCAL_STATES_MAX } from './tabulate.ts';

/** One machine alone, with every event of its alphabet that it could hear. */
export interface LifeCycle {
  readonly machine: Machine;
  readonly events: readonly AnyEvent[];
  readonly states: readonly LocalState[];
  /** How many (state, event) pairs the machine accepts. */
  readonly transitions: number;
  shortest(): Path[];
  /**
   * Every path without a repeated state.
   *
   * @throws {RangeError} if there are more than `limit`; there can be exponentially many.
   */
  simple(limit: number): Path[];
}

/**
 * Every step that a machine could hear where each index set of the alphabet has one member.
 *
 * @param narrowed values to which parameters are narrowed, by event type and parameter.
 */
export function stepsAlone(
  machine: Machine,
  alphabet: Alphabet,
  narrowed: Readonly<Record<string, Readonly<Record<string, readonly Value[]>>>> = {},
): EventInstance[] {
  const sets = Object.values(alphabet).flatMap(indexParameters);
  const sizes = Object.fromEntries(sets.map(([, set]) => [set, 1]));
  return [...machine.handles].flatMap((type) => instancesOf(alphabet, type, sizes, narrowed[type]));
}

/**
 * What a machine can live through, whatever the other machines do: each index set of the alphabet has one
 * member, and nobody else refuses anything.
 *
 * @throws {MachineError} for a machine that cannot be checked.
 */
export function lifeCycleOf(xstate: AnyStateMachine, alphabet: Alphabet, input?: unknown): LifeCycle {
  const machine = machineOf(xstate, input);
  const events = stepsAlone(machine, alphabet).map(({ event }) => event);
  const states = localStates(machine, events, LOCAL_STATES_MAX);
  return {
    machine,
    events,
    states,
    transitions: states.reduce((sum, { next }) => sum + next.size, 0),
    shortest: () => shortestPaths(machine, events),
    simple(limit) {
      if (countSimplePaths(states, limit) > limit)
        throw new RangeError(
          `machine ${machine.id} has more than ${limit} simple paths; its shortest paths are one for each of its ${states.length} states`,
        );
      return simplePaths(machine, events, states.length);
    },
  };
}

/** Which (state, event) pairs some paths take, as `state key` + `event name`. */
export function transitionsTaken(machine: Machine, paths: readonly Path[]): Set<string> {
  const taken = new Set<string>();
  const initial = machine.key(machine.initial());
  for (const { steps } of paths) {
    let from = initial;
    for (const { event, snapshot } of steps) {
      taken.add(`${from} ${eventName(event)}`);
      from = machine.key(snapshot);
    }
  }
  return taken;
}

/** Simple paths from the initial state, the empty one included; stops counting above `limit`. */
function countSimplePaths(states: readonly LocalState[], limit: number): number {
  const byKey = new Map(states.map((state) => [state.key, state]));
  const onPath = new Set<string>();
  let count = 0;
  const visit = (key: string): void => {
    if (onPath.has(key) || count > limit) return;
    count++;
    onPath.add(key);
    for (const next of byKey.get(key)?.next.values() ?? []) visit(next);
    onPath.delete(key);
  };
  if (states[0]) visit(states[0].key);
  return count;
}

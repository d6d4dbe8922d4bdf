import { getAdjacencyMap, getShortestPaths, getSimplePaths } from '@xstate/graph';
import type { AnyMachineSnapshot } from 'xstate';
import type { AnyEvent } from './events.ts';
import { eventName } from './events.ts';
import type { Machine } from './machine.ts';
import { MachineError } from './machineError.ts';

/**
 * The machine as `@xstate/graph` explores it: through the same questions as everybody else, so that its
 * errors name state and event, and nothing is asked of XState in a second way.
 */
const logicOf = (machine: Machine) =>
  ({
    transition: (snapshot: AnyMachineSnapshot, event: AnyEvent) => machine.next(snapshot, event),
    getInitialSnapshot: () => machine.initial(),
  }) as never;

/** The one place that calls `@xstate/graph`, with a key that keeps history and refuses what JSON drops. */
const optionsFor = (
  machine: Machine,
  events: readonly AnyEvent[],
  check: (snapshot: AnyMachineSnapshot, key: string) => void,
) => ({
  events: (snapshot: AnyMachineSnapshot) => events.filter((event) => machine.can(snapshot, event)),
  serializeState: (snapshot: AnyMachineSnapshot) => {
    const key = machine.key(snapshot);
    check(snapshot, key);
    return key;
  },
  serializeEvent: (event: AnyEvent) => eventName(event),
});

/** One state that a machine can reach alone. */
export interface LocalState {
  readonly key: string;
  readonly snapshot: AnyMachineSnapshot;
  /** For each accepted event, by its name: the key of the next state. */
  readonly next: ReadonlyMap<string, string>;
}

/**
 * Every state that a machine can reach under the given events, alone.
 *
 * @throws {MachineError} if there are more than `limit`; the message names the context fields that grow.
 */
export function localStates(machine: Machine, events: readonly AnyEvent[], limit: number): LocalState[] {
  const seen = new Map<string, AnyMachineSnapshot>();
  const note = (snapshot: AnyMachineSnapshot, key: string) => {
    seen.set(key, snapshot);
    if (seen.size > limit)
      throw new MachineError(
        machine.id,
        `has more than ${limit} local states; ${growing([...seen.values()])}`,
      );
  };
  const adjacency = getAdjacencyMap(
    logicOf(machine),
    optionsFor(machine, events, note) as never,
  ) as unknown as Record<
    string,
    { state: AnyMachineSnapshot; transitions: Record<string, { state: AnyMachineSnapshot }> }
  >;
  return Object.entries(adjacency).map(([key, { state, transitions }]) => ({
    key,
    snapshot: state,
    next: new Map(
      Object.entries(transitions).map(([event, { state: after }]) => [event, machine.key(after)]),
    ),
  }));
}

/** A path through one machine: events and the snapshot after each. */
export interface Path {
  readonly steps: readonly { readonly event: AnyEvent; readonly snapshot: AnyMachineSnapshot }[];
}

/** One shortest path to each local state. */
export function shortestPaths(machine: Machine, events: readonly AnyEvent[]): Path[] {
  return pathsOf(getShortestPaths(logicOf(machine), optionsFor(machine, events, () => {}) as never));
}

/**
 * Every path without a repeated state: exponentially many, so at most `limit` local states are accepted.
 *
 * @throws {MachineError} for a machine with more.
 */
export function simplePaths(machine: Machine, events: readonly AnyEvent[], limit: number): Path[] {
  localStates(machine, events, limit);
  return pathsOf(getSimplePaths(logicOf(machine), optionsFor(machine, events, () => {}) as never));
}

function pathsOf(paths: readonly unknown[]): Path[] {
  return (paths as readonly { steps: readonly { event: AnyEvent; state: AnyMachineSnapshot }[] }[]).map(
    ({ steps }) => ({
      steps: steps
        .filter(({ event }) => event.type !== 'xstate.init')
        .map(({ event, state }) => ({ event, snapshot: state })),
    }),
  );
}

function growing(snapshots: readonly AnyMachineSnapshot[]): string {
  const values = new Map<string, Set<string>>();
  for (const { context } of snapshots) {
    for (const [field, held] of Object.entries(context as object)) {
      const known = values.get(field) ?? new Set();
      values.set(field, known.add(JSON.stringify(held)));
    }
  }
  const [most] = [...values].sort(([, a], [, b]) => b.size - a.size);
  if (!most || most[1].size < 2) return 'its states themselves are that many; split it';
  return `its context field ${most[0]} has taken ${most[1].size} values: bound it in the machine`;
}

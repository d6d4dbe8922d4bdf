import type { AnyMachineSnapshot } from 'xstate';
import { type EventInstance, eventName } from './events.ts';
import { localStates } from './graph.ts';
import type { Machine } from './machine.ts';
import { MachineError } from './machineError.ts';
import { stateLabel } from './stateKey.ts';
import { withoutClock } from './withoutClock.ts';

/** Local states above which a machine is taken to be unbounded by mistake. */
export const LOCAL_STATES_MAX = 20_000;

/** One machine as integers. */
export interface MachineTable {
  /** One snapshot for each local state, the initial one first. */
  readonly snapshots: readonly AnyMachineSnapshot[];
  readonly labels: readonly string[];
  /** `next[e][s]`: local state after event number e in local state s, -1 where it is refused. */
  readonly next: readonly Int32Array[];
}

/** By the events asked about: designs share most of their machines. */
const tabulated = new WeakMap<Machine, Map<string, MachineTable>>();

/**
 * Asks XState once (and, to be sure of the answer, twice) what a machine does in each of its local states
 * under each of the given events.
 *
 * @throws {MachineError} if the machine is not finite, not deterministic, or not plain data.
 */
export function tabulate(
  machine: Machine,
  events: readonly EventInstance[],
  limit = LOCAL_STATES_MAX,
): MachineTable {
  const key = JSON.stringify([limit, events.map(({ event }) => event)]);
  const known = tabulated.get(machine) ?? new Map<string, MachineTable>();
  tabulated.set(machine, known);
  const table = known.get(key) ?? withoutClock(() => tableOf(machine, events, limit));
  known.set(key, table);
  return table;
}

function tableOf(machine: Machine, events: readonly EventInstance[], limit: number): MachineTable {
  const asked = events.map(({ event }) => event);
  const [once, again] = [machine.key(machine.initial()), machine.key(machine.initial())];
  if (once !== again)
    throw new MachineError(
      machine.id,
      'starts differently each time; its context may not depend on time, chance or identity',
    );
  const local = localStates(machine, asked, limit);
  const numbers = new Map(local.map(({ key }, number) => [key, number]));
  const next = asked.map((event) => {
    const name = eventName(event);
    return Int32Array.from(local, ({ next: after, snapshot }) => {
      const key = after.get(name);
      if (
        (key !== undefined) !== machine.can(snapshot, event) ||
        (key !== undefined && machine.key(machine.next(snapshot, event)) !== key)
      )
        throw new MachineError(
          machine.id,
          `${name} in state ${stateLabel(snapshot)} does not always do the same; guards and actions may depend on nothing but context and event`,
        );
      return key === undefined ? -1 : (numbers.get(key) ?? -1);
    });
  });
  const snapshots = local.map(({ snapshot }) => snapshot);
  return { snapshots, labels: labelsOf(snapshots), next };
}

/** Labels without the context fields that never change (a machine's parameters are such). */
function labelsOf(snapshots: readonly AnyMachineSnapshot[]): string[] {
  const first = snapshots[0]?.context as Record<string, unknown> | undefined;
  const changing = Object.keys(first ?? {}).filter((field) =>
    snapshots.some(({ context }) => JSON.stringify(context[field]) !== JSON.stringify(first?.[field])),
  );
  return snapshots.map((snapshot) =>
    stateLabel({
      ...snapshot,
      context: Object.fromEntries(changing.map((field) => [field, snapshot.context[field]])),
    } as AnyMachineSnapshot),
  );
}

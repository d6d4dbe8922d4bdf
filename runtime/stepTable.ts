import type { AnyStateMachine } from 'xstate';
import {
  type AnyEvent,
  eventName,
  type Machine,
  machineOf,
  type PartView,
  stateLabel,
} from '../composition/index.ts';

type Snapshot = ReturnType<Machine['initial']>;

/** What the table says where the machine refuses an event. */
export const REFUSED = -1;

/**
 * The table of one machine, filled as it is asked: XState is asked once for each state and event that the
 * runtime meets, and never again. The checker tabulates a machine under every event of a small world; here
 * an index may be any of thousands of slots, and what is met is a small part of what could be.
 */
export class StepTable {
  readonly #machine: Machine;
  readonly #snapshots: Snapshot[] = [];
  readonly #states = new Map<string, number>();
  /** For each event by its name, the next state by state. */
  readonly #next = new Map<string, number[]>();
  /** The same rows by the object: whoever steps often gives the same one, and names are long. */
  readonly #rows = new WeakMap<AnyEvent, number[]>();

  /** State 0 is the initial one. */
  constructor(machine: Machine) {
    this.#machine = machine;
    this.#numberOf(machine.initial());
  }

  handles(type: string): boolean {
    return this.#machine.handles.has(type);
  }

  /** The state after an event, or {@link REFUSED}. */
  next(state: number, event: AnyEvent): number {
    const row = this.#row(event);
    const known = row[state];
    if (known !== undefined) return known;
    const snapshot = this.#snapshot(state);
    const next = this.#machine.can(snapshot, event)
      ? this.#numberOf(this.#machine.next(snapshot, event))
      : REFUSED;
    row[state] = next;
    return next;
  }

  /** What a claim sees of a part in this state. */
  view(state: number, index: number): PartView {
    const { value, context } = this.#snapshot(state);
    return { index, value, context };
  }

  /** The state for people. */
  label(state: number): string {
    return stateLabel(this.#snapshot(state));
  }

  #row(event: AnyEvent): number[] {
    const known = this.#rows.get(event);
    if (known) return known;
    const name = eventName(event);
    const row = this.#next.get(name) ?? [];
    this.#next.set(name, row);
    this.#rows.set(event, row);
    return row;
  }

  #snapshot(state: number): Snapshot {
    const snapshot = this.#snapshots[state];
    if (!snapshot) throw new RangeError(`machine ${this.#machine.id} has no state number ${state} yet`);
    return snapshot;
  }

  #numberOf(snapshot: Snapshot): number {
    const key = this.#machine.key(snapshot);
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    this.#states.set(key, this.#snapshots.length);
    return this.#snapshots.push(snapshot) - 1;
  }
}

const tables = new WeakMap<AnyStateMachine, Map<string, StepTable>>();

/**
 * The one table of a machine with its input: whoever has the same shares what has been asked.
 *
 * @throws {MachineError} for a machine that cannot be checked.
 */
export function stepTableOf(machine: AnyStateMachine, input: unknown): StepTable {
  const byInput = tables.get(machine) ?? new Map<string, StepTable>();
  tables.set(machine, byInput);
  const key = JSON.stringify(input) ?? '';
  const table = byInput.get(key) ?? new StepTable(machineOf(machine, input));
  byInput.set(key, table);
  return table;
}

import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { AnyEvent, Value } from '../../composition/index.ts';

/** Where in a kernel an event of a monitor is seen. */
export interface MonitorEvent {
  /** Which steps of the model it stands for. */
  readonly when: (event: AnyEvent) => boolean;
  /**
   * Tracepoint `system:event`; or `kprobe:function`, `kretprobe:function` where the kernel has none, and
   * nothing where neither would do.
   */
  readonly probe: string | null;
  /** C expression of the object's id, in the arguments of the probe. */
  readonly id: string | null;
  /** C condition under which the probe means this event. */
  readonly condition?: string;
  /** Whether a monitor that sleeps may start here, in its initial state. */
  readonly starts?: boolean;
}

/** A life cycle that Linux's runtime verification can watch, one automaton an object. */
export interface Monitor {
  readonly name: string;
  readonly summary: string;
  readonly source: string;
  readonly machine: AnyStateMachine;
  readonly input?: unknown;
  /** Values to which parameters of the model's events are narrowed, by event type and parameter. */
  readonly narrow?: Readonly<Record<string, Readonly<Record<string, readonly Value[]>>>>;
  /** What the id is of. */
  readonly object: string;
  readonly label: (snapshot: AnyMachineSnapshot) => string;
  /** By the event's name in the monitor. Steps that none stands for are hidden from it. */
  readonly events: Readonly<Record<string, MonitorEvent>>;
  /** Invariants of the catalogue that a refused event breaks. */
  readonly invariants: readonly string[];
}

/** The name of a state that is a path of words. */
export const valueLabel = ({ value }: AnyMachineSnapshot): string => String(value).toLowerCase();

/** Steps of these event types. */
export const oneOf =
  (...types: readonly string[]) =>
  ({ type }: AnyEvent): boolean =>
    types.includes(type);

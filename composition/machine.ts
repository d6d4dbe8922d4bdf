import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type ExecutableActionObject,
  initialTransition,
} from 'xstate';
import { type AnyEvent, eventName } from './events.ts';
import { inertScope } from './inertScope.ts';
import { lint } from './lint.ts';
import { MachineError } from './machineError.ts';
import { raisedBy } from './raised.ts';
import { refuseEffects } from './refuseEffects.ts';
import { isPlain, plainText, stateKey, stateLabel } from './stateKey.ts';
import { strictEvent } from './strictEvent.ts';
import { withoutClockOrDice } from './withoutClockOrDice.ts';

/** Microsteps after which a machine is said never to come to rest. */
const MICROSTEPS_MAX = 1000;

/**
 * A machine with its input, ready to be asked: the only place where this project has XState move a
 * machine. One question, one answer: a local state either refuses an event or has one next state.
 */
export interface Machine {
  readonly id: string;
  /** Event types that some state of the machine handles, if only to forbid them. */
  readonly handles: ReadonlySet<string>;
  /** Event types that it sends to itself. */
  readonly raises: ReadonlySet<string>;
  initial(): AnyMachineSnapshot;
  /** XState's own `can()`; a machine that has finished refuses everything, as its actor would. */
  can(snapshot: AnyMachineSnapshot, event: AnyEvent): boolean;
  /**
   * @throws {MachineError} if a guard or action throws, asks for time or chance or wants something done
   *   outside of the machine, or the machine never comes to rest.
   */
  next(snapshot: AnyMachineSnapshot, event: AnyEvent): AnyMachineSnapshot;
  key(snapshot: AnyMachineSnapshot): string;
}

/** By what was given as input. */
const known = new WeakMap<AnyStateMachine, Map<string, Machine>>();

/**
 * The same machine with an equal input is the same {@link Machine}, so that what was asked of it once, for one design,
 * need not be asked again for the next.
 *
 * @throws {MachineError} if the config has anything that {@link lint} refuses.
 */
export function machineOf(original: AnyStateMachine, input?: unknown): Machine {
  const key = input === undefined ? '' : plainText(input);
  if (key === undefined) return machineWith(original, input);
  const made = known.get(original) ?? new Map<string, Machine>();
  known.set(original, made);
  const machine = made.get(key) ?? machineWith(original, input);
  made.set(key, machine);
  return machine;
}

function machineWith(original: AnyStateMachine, input: unknown): Machine {
  lint(original);
  // A copy, since `maxIterations` is set on it: by default an endless `always` loop never returns.
  const machine = original.provide({});
  machine.options = {
    ...machine.options,
    maxIterations: Math.min(machine.options.maxIterations ?? MICROSTEPS_MAX, MICROSTEPS_MAX),
  };
  const { id } = machine;
  let listed: ExecutableActionObject[] = [];
  const scope = inertScope((action) => listed.push(action));
  const raises = raisedBy(machine);
  /** A snapshot is asked for its key again and again, and frozen as it is keeps it. */
  const keys = new WeakMap<AnyMachineSnapshot, string>();
  const started = () => 'while it started';
  const unknownParameter = (problem: string) => new MachineError(id, problem);
  /** Whatever `ask` throws becomes a {@link MachineError} about this machine. */
  const guarded = <T>(doing: () => string, ask: () => T): T => {
    try {
      return withoutClockOrDice(ask);
    } catch (error) {
      if (error instanceof MachineError) throw error;
      throw new MachineError(id, `${doing()}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    id,
    handles: handledBy(machine),
    raises,
    initial: () =>
      guarded(started, () => {
        const [snapshot, actions] = initialTransition(machine, input);
        // XState does not throw here, but hands out a snapshot that refuses everything.
        if (snapshot.status === 'error') throw snapshot.error;
        refuseEffects(id, started, actions, raises);
        return freeze(snapshot);
      }),
    can: (snapshot, event) =>
      snapshot.status === 'active' &&
      guarded(
        () => `a guard of ${event.type} in state ${stateLabel(snapshot)}`,
        () => snapshot.can(strictEvent(event, unknownParameter)),
      ),
    next: (snapshot, event) => {
      const where = () => `${eventName(event)} in state ${stateLabel(snapshot)}`;
      return guarded(where, () => {
        listed = [];
        const next = machine.transition(snapshot, strictEvent(event, unknownParameter), scope);
        refuseEffects(id, where, listed, raises);
        return freeze(next);
      });
    },
    key: (snapshot) => {
      const noted = keys.get(snapshot);
      if (noted !== undefined) return noted;
      const key = stateKey(id, freeze(snapshot));
      keys.set(snapshot, key);
      return key;
    },
  };
}

function handledBy(machine: AnyStateMachine): Set<string> {
  const types = new Set<string>();
  const visit = (node: AnyStateMachine['root']) => {
    for (const type of node.transitions.keys()) if (!type.startsWith('xstate.')) types.add(type);
    for (const child of Object.values(node.states)) visit(child);
  };
  visit(machine.root);
  return types;
}

/**
 * An action that changes the context in place would corrupt the state it came from; frozen, it throws.
 * Only plain data is frozen: anything else is refused when its key is made.
 */
function freeze(snapshot: AnyMachineSnapshot): AnyMachineSnapshot {
  const deep = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || !isPlain(value) || Object.isFrozen(value)) return;
    Object.freeze(value);
    for (const held of Object.values(value)) deep(held);
  };
  deep(snapshot.context);
  return snapshot;
}

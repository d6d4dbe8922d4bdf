import type { AnyStateMachine } from 'xstate';
import type { Claim } from './claims.ts';
import { type EventInstance, eventName, indexParameters, instancesOf } from './events.ts';
import { type Machine, machineOf } from './machine.ts';
import { nearest } from './nearest.ts';
import { indexSetOf, inputOf, type System, sizesOf } from './system.ts';

/** One machine of the product: a member of a family, or a monitor that watches some members. */
export interface WorldPart {
  readonly name: string;
  readonly family: string;
  readonly index: number;
  readonly machine: Machine;
  /** What `machine` was made from. */
  readonly made: { readonly from: AnyStateMachine; readonly input: unknown };
  /** The index sets that it belongs to, and its index in each. One for a member, several for a monitor. */
  readonly at: Readonly<Record<string, number>>;
  /** A monitor never forbids a step: what it refuses, it ignores. */
  readonly monitors?: string;
}

/** One step: an event with all parameters, its mover, and who takes part (by part number). */
export interface WorldStep extends EventInstance {
  readonly name: string;
  readonly parts: readonly number[];
}

/** A system with sizes: who there is and what may happen, before anybody asks what happens. */
export interface World {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly parts: readonly WorldPart[];
  readonly steps: readonly WorldStep[];
  /** Event types that a machine handles but that cannot happen, since they name a family that is absent. */
  readonly absent: readonly string[];
}

/**
 * Decides who takes part in which step: a part takes part if its machine handles the event type and the
 * step names its index, or names no index of its set.
 *
 * @throws {MachineError} for a machine that cannot be checked.
 * @throws {RangeError} for a bad size.
 * @throws {TypeError} for an event that no alphabet entry declares, an event of the alphabet that a machine
 *   raises, a claim over an absent family, or a monitor that can never be violated.
 */
export function worldOf(system: System, size: Readonly<Record<string, number>> = {}): World {
  const sizes = sizesOf(system, size);
  const indexed = new Set(
    Object.values(system.alphabet).flatMap((d) => indexParameters(d).map(([, set]) => set)),
  );
  const parts: WorldPart[] = Object.entries(system.families).flatMap(([family, of]) => {
    const set = indexSetOf(family, of);
    return Array.from({ length: sizes[set] ?? 1 }, (_, index) => {
      const input = inputOf(of, index);
      return {
        name: indexed.has(set) ? `${family}[${index}]` : family,
        family,
        index,
        machine: machineOf(of.machine, input),
        made: { from: of.machine, input },
        at: { [set]: index },
      };
    });
  });
  for (const claim of system.claims) parts.push(...monitorsOf(system, sizes, claim));

  const types = Object.keys(system.alphabet);
  const known = (type: string, who: string) => {
    if (!types.includes(type))
      throw new TypeError(`${who} ${type}, which is not in the alphabet${nearest(type, types)}`);
  };
  for (const { machine } of parts) {
    for (const type of machine.handles)
      if (!machine.raises.has(type)) known(type, `machine ${machine.id} handles`);
    const shared = [...machine.raises].find((type) => types.includes(type));
    if (shared !== undefined)
      throw new TypeError(
        `machine ${machine.id} raises ${shared}, which is in the alphabet; only the machine itself would hear it, so raise a type of its own`,
      );
  }
  for (const type of Object.keys(system.narrowed ?? {})) known(type, `${system.name} narrows`);
  for (const claim of system.claims) {
    if (claim.kind === 'eachStep')
      for (const type of claim.on ?? []) known(type, `claim ${claim.name} is about`);
  }
  const handled = types.filter((type) =>
    parts.some((part) => !part.monitors && part.machine.handles.has(type)),
  );
  const absent: string[] = [];
  const steps = handled.flatMap((type) => {
    const narrowed = system.narrowed?.[type];
    if (narrowed === false) return [];
    const instances = instancesOf(system.alphabet, type, sizes, narrowed);
    if (instances.length === 0) absent.push(type);
    return instances.map((instance) => ({
      ...instance,
      name: eventName(instance.event),
      parts: parts.flatMap((part, number) => (takesPart(part, instance) ? [number] : [])),
    }));
  });
  return { system, sizes, parts, steps, absent };
}

function takesPart(part: WorldPart, { event, indexes }: EventInstance): boolean {
  if (!part.machine.handles.has(event.type)) return false;
  return Object.entries(part.at).every(([set, index]) => {
    const named = indexes.filter((parameter) => parameter.set === set);
    return named.length === 0 || named.some(({ at }) => at === index);
  });
}

/**
 * The event as a part hears it: where two parameters range over its index set, with the role it is named
 * in (`from`, `to`, or `from+to`).
 */
export function heardBy(part: WorldPart, { event, indexes }: EventInstance): EventInstance['event'] {
  for (const [set, index] of Object.entries(part.at)) {
    const named = indexes.filter((parameter) => parameter.set === set);
    if (named.length > 1) {
      const roles = named.filter(({ at }) => at === index).map(({ parameter }) => parameter);
      return { ...event, role: roles.join('+') };
    }
  }
  return event;
}

function monitorsOf(system: System, sizes: Readonly<Record<string, number>>, claim: Claim): WorldPart[] {
  if (claim.kind !== 'monitor') return [];
  const { root } = claim.machine;
  // Only a plain state of the root makes `snapshot.value` the word that a monitor is judged by.
  if (root.type !== 'compound' || !['atomic', 'final'].includes(root.states['violated']?.type ?? ''))
    throw new TypeError(
      `claim ${claim.name}: its monitor has no plain state violated at the top${nearest('violated', Object.keys(root.states))}`,
    );
  if (new Set(claim.over).size < claim.over.length)
    throw new TypeError(
      `claim ${claim.name}: a monitor cannot tell two members of one family apart; name each family once`,
    );
  const sets = [...new Set(claim.over.map((family) => indexSetOf(family, familyOf(system, claim, family))))];
  let tuples: Record<string, number>[] = [{}];
  for (const set of sets)
    tuples = tuples.flatMap((t) => Array.from({ length: sizes[set] ?? 1 }, (_, at) => ({ ...t, [set]: at })));
  return tuples.map((at, index) => ({
    name: `${claim.name}[${Object.values(at).join(',')}]`,
    family: claim.name,
    index,
    machine: machineOf(claim.machine),
    made: { from: claim.machine, input: undefined },
    at,
    monitors: claim.name,
  }));
}

/** @throws {TypeError} if the system has no such family. */
export function familyOf(system: System, claim: Claim, family: string): System['families'][string] {
  const found = system.families[family];
  if (!found)
    throw new TypeError(
      `claim ${claim.name} is over ${family}, which ${system.name} does not have${nearest(family, Object.keys(system.families))}`,
    );
  return found;
}

/** Part numbers for each choice of members that a claim is judged on, in the order of `over`. */
export function tuplesOf({ system, sizes, parts }: World, claim: Claim): number[][] {
  const times = new Map<string, number>();
  // One variable for each index set and repetition: `device` and `tdi` share theirs, `mapping` twice has two.
  const variables = claim.over.map((family) => {
    const set = indexSetOf(family, familyOf(system, claim, family));
    const nth = times.get(family) ?? 0;
    times.set(family, nth + 1);
    return { family, set, variable: `${set}#${nth}` };
  });
  let choices: Record<string, number>[] = [{}];
  for (const { set, variable } of variables) {
    choices = choices.flatMap((choice) => {
      if (variable in choice) return [choice];
      const taken = Object.entries(choice)
        .filter(([v]) => v.startsWith(`${set}#`))
        .map(([, at]) => at);
      const free = Array.from({ length: sizes[set] ?? 1 }, (_, at) => at).filter((at) => !taken.includes(at));
      return free.map((at) => ({ ...choice, [variable]: at }));
    });
  }
  return choices.map((choice) =>
    variables.map(({ family, variable }) =>
      parts.findIndex((p) => p.family === family && p.index === choice[variable]),
    ),
  );
}

/** Names under which a claim sees its parts: the family, or `mapping2` for a second member of it. */
export function viewNames(claim: Claim): string[] {
  return claim.over.map((family, i) => {
    const nth = claim.over.slice(0, i).filter((earlier) => earlier === family).length;
    return nth === 0 ? family : `${family}${nth + 1}`;
  });
}

/** Whether a step claim is judged on this step for these members. */
export function concerns({ parts }: World, claim: Claim, tuple: readonly number[], step: WorldStep): boolean {
  if (claim.kind !== 'eachStep') return false;
  if (claim.on ? !claim.on.includes(step.event.type) : !tuple.some((part) => step.parts.includes(part)))
    return false;
  return tuple.every((part) =>
    Object.entries((parts[part] as WorldPart).at).every(([set, index]) => {
      const named = step.indexes.filter((parameter) => parameter.set === set);
      return named.length === 0 || named.some(({ at }) => at === index);
    }),
  );
}

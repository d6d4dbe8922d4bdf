import { inputOf, machineOf, type System } from '../composition/index.ts';

/** An event type of a system and the families whose machines handle it, in the system's order. */
export interface SharedEvent {
  readonly type: string;
  readonly families: readonly string[];
}

/** Who hears what in a system: every event type that can happen and that at least one of its families handles. */
export function sharedEvents({ alphabet, families, narrowed = {} }: System): SharedEvent[] {
  const handles = Object.entries(families).map(([name, family]) => ({
    name,
    types: machineOf(family.machine, inputOf(family, 0)).handles,
  }));
  return Object.keys(alphabet).flatMap((type) => {
    if (narrowed[type] === false) return [];
    const listening = handles.filter(({ types }) => types.has(type)).map(({ name }) => name);
    return listening.length === 0 ? [] : [{ type, families: listening }];
  });
}

/** Event types that the same families hear together. */
export interface Meeting {
  readonly families: readonly string[];
  readonly types: readonly string[];
}

/** Event types by the set of families that they join, so that a picture has one node for each set. */
export function meetings(system: System): Meeting[] {
  const byFamilies = new Map<string, { families: readonly string[]; types: string[] }>();
  for (const { type, families } of sharedEvents(system)) {
    const key = families.join();
    const meeting = byFamilies.get(key) ?? { families, types: [] };
    meeting.types.push(type);
    byFamilies.set(key, meeting);
  }
  return [...byFamilies.values()];
}

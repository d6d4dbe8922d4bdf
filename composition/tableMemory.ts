import type { AnyStateMachine } from 'xstate';
import { type EventInstance, eventName } from './events.ts';
import { type MachineTable, tabulate } from './tabulate.ts';
import type { WorldPart } from './world.ts';

/** The table of a part under the events that it hears, made or remembered. */
export type TableMemory = (part: WorldPart, events: readonly EventInstance[]) => MachineTable;

/**
 * Tabulates each machine once for each input and list of events. Systems that differ in one machine, as those do in
 * which a rule is left out, have most of their tables in common.
 */
export function tableMemory(): TableMemory {
  const known = new WeakMap<AnyStateMachine, Map<string, MachineTable>>();
  return ({ machine, made }, events) => {
    const ofMachine = known.get(made.from) ?? new Map<string, MachineTable>();
    known.set(made.from, ofMachine);
    const key = JSON.stringify([made.input ?? null, events.map(({ event }) => eventName(event))]);
    const table = ofMachine.get(key) ?? tabulate(machine, events);
    ofMachine.set(key, table);
    return table;
  };
}

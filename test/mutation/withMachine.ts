import type { AnyStateMachine } from 'xstate';
import type { System } from '../../composition/index.ts';

/** The system with one machine in place of another. */
export const withMachine = (system: System, original: AnyStateMachine, made: AnyStateMachine): System => ({
  ...system,
  families: Object.fromEntries(
    Object.entries(system.families).map(([name, family]) => [
      name,
      family.machine === original ? { ...family, machine: made } : family,
    ]),
  ),
});

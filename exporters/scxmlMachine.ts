import type { AnyStateMachine } from 'xstate';
import { type Alphabet, eventName, machineOf, stepsAlone, tabulate } from '../composition/index.ts';
import { scxmlNetwork } from './scxmlNetwork.ts';

/**
 * A machine as SCXML: not its chart, whose guards are functions, but the table that XState gave of it, with one state
 * for each state and context that it reaches alone, where each index set has one member.
 *
 * @throws {MachineError} for a machine that cannot be checked.
 */
export function scxmlMachine(xstate: AnyStateMachine, alphabet: Alphabet, input?: unknown): Promise<string> {
  const machine = machineOf(xstate, input);
  const events = stepsAlone(machine, alphabet);
  const { labels, next } = tabulate(machine, events);
  return scxmlNetwork({
    name: machine.id,
    parts: [{ name: machine.id, states: labels, initial: 0 }],
    steps: events.map(({ event, by }, at) => ({
      name: eventName(event),
      by,
      moves: [{ part: 0, to: next[at] ?? [] }],
    })),
    claims: [],
  });
}

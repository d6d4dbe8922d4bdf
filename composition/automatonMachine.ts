import { type AnyStateMachine, createMachine } from 'xstate';
import type { Automaton } from './automaton.ts';

/** An automaton as an XState machine, which can be composed with others and checked. */
export function machineOfAutomaton({ name, states, events, next }: Automaton): AnyStateMachine {
  return createMachine({
    id: name,
    initial: states[0] ?? '',
    states: Object.fromEntries(
      states.map((state, at) => [
        state,
        {
          on: Object.fromEntries(
            // A transition that names its target also accepts where it stays.
            events.flatMap((event, e) => {
              const to = states[next[at]?.[e] ?? -1];
              return to === undefined ? [] : [[event, { target: to }]];
            }),
          ),
        },
      ]),
    ),
  });
}

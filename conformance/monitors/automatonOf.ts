import { type Automaton, machineOf, projectionOf, stepsAlone } from '../../composition/index.ts';
import { alphabet } from '../../machines/index.ts';
import type { Monitor } from './monitor.ts';

/**
 * What a monitor accepts: the words of its events that its machine, alone with one member of each index set,
 * can produce while all other steps go unseen.
 *
 * @throws {TypeError} if a step of the machine stands for two events of the monitor.
 */
export function automatonOf({ name, machine: xstate, input, narrow, label, events }: Monitor): Automaton {
  const machine = machineOf(xstate, input);
  return projectionOf(machine, stepsAlone(machine, alphabet, narrow), {
    name,
    label,
    seen: (event) => {
      const names = Object.entries(events).flatMap(([seen, { when }]) => (when(event) ? [seen] : []));
      if (names.length > 1)
        throw new TypeError(`monitor ${name}: ${event.type} is seen as ${names.join(' and ')}`);
      return names[0];
    },
  });
}

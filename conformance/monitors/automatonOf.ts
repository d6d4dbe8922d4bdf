import {
  type Automaton,
  indexParameters,
  instancesOf,
  machineOf,
  projectionOf,
} from '../../composition/index.ts';
import { alphabet } from '../../machines/index.ts';
import type { Monitor } from './monitor.ts';

/**
 * What a monitor accepts: the words of its events that its machine, alone with one member of each index set,
 * can produce while all other steps go unseen.
 *
 * @throws {TypeError} if a step of the machine stands for two events of the monitor.
 */
export function automatonOf({
  name,
  machine: xstate,
  input,
  narrow = {},
  label,
  events,
}: Monitor): Automaton {
  const machine = machineOf(xstate, input);
  const sizes = Object.fromEntries(
    Object.values(alphabet).flatMap((declaration) =>
      indexParameters(declaration).map(([, set]) => [set, 1] as const),
    ),
  );
  const instances = [...machine.handles].flatMap((type) => instancesOf(alphabet, type, sizes, narrow[type]));
  return projectionOf(machine, instances, {
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

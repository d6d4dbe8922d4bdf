import { type Alphabet, indexParameters, instancesOf, machineOf } from '../composition/index.ts';
import { alphabet } from './alphabet.ts';
import { type HostMove, hostMachine } from './hostMachine.ts';

/** One member of whatever an event names: what the host may do does not depend on whom it does it to. */
const declarations: Alphabet = alphabet;
const sizes: Readonly<Record<string, number>> = Object.fromEntries(
  Object.values(declarations).flatMap((declaration) =>
    indexParameters(declaration).map(([, set]) => [set, 1]),
  ),
);

/** Event types of which the host may do something with the move that it may not do without any. */
export function stepsOfMove(move: HostMove): string[] {
  const [honest, hostile] = [[], [move]].map((moves) => machineOf(hostMachine, { moves }));
  return hostMachine.events.filter((type) =>
    instancesOf(alphabet, type, sizes).some(
      ({ event }) => hostile?.can(hostile.initial(), event) && !honest?.can(honest.initial(), event),
    ),
  );
}

import {
  type AnyEvent,
  type Automaton,
  automataProduct,
  machineOf,
  projectionOf,
  stateLabel,
  stepsAlone,
} from '../../composition/index.ts';
import { alphabet, deviceMachine, mappingMachine, pageMachine, slotMachine } from '../../machines/index.ts';

/** Steps of the model that a trace shows, by the name that the replay has for them. */
const shown = {
  MAP_DIRECT: 'map direct',
  MAP_BOUNCED: 'map bounced',
  UNMAP_DIRECT: 'unmap direct',
  UNMAP_BOUNCED: 'unmap bounced',
} as const;

/** An event of {@link lifeOfMapping}. */
export type LifeEvent = (typeof shown)[keyof typeof shown];

/**
 * The life of one mapping as a trace shows it: the mapping machine, the page machine for its buffer, the slot
 * machine for what it bounces to and the device machine, together, each with everything unseen that no event
 * tells. The buffer of a mapping is what the model calls a page; that several buffers share a page of memory is
 * counted elsewhere.
 */
export function lifeOfMapping(): Automaton {
  const machines = [
    machineOf(mappingMachine),
    machineOf(pageMachine),
    machineOf(slotMachine, {}),
    machineOf(deviceMachine, { privateBy: 'acceptance' }),
  ];
  // What the data is, no event tells; one kind of it is enough to be mapped.
  const narrow = { MAP_BOUNCED: { content: ['public'] }, UNMAP_BOUNCED: { content: ['public'] } } as const;
  const seen = ({ type }: AnyEvent): string | undefined => shown[type as keyof typeof shown];
  const projections = machines.map((machine) => {
    const steps = stepsAlone(machine, alphabet, narrow);
    return projectionOf(machine, steps, { name: machine.id, seen, label: stateLabel });
  });
  return automataProduct('life of a mapping', projections);
}

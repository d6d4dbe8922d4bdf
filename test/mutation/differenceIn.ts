import type { AnyStateMachine } from 'xstate';
import { machineOf } from '../../composition/index.ts';
import { answerIn, initialOf, keyOf } from './ask.ts';
import { type Habitat, type Inhabitant, partsFrom } from './habitat.ts';
import type { Mutant } from './mutant.ts';

/**
 * How a mutant differs from its machine in a design: not at all, only where the other parts never let it matter, or
 * where they do.
 */
export type Difference = 'none' | 'unmet' | 'met';

/** Compares a mutant with its machine in a design, part by part and row by row. */
export function differenceIn(habitat: Habitat, original: AnyStateMachine, mutant: Mutant): Difference {
  let found: Difference = 'none';
  const mutated = partsFrom(habitat, original);
  for (const number of mutated) {
    const { part, asked, table, states } = habitat.inhabitants[number] as Inhabitant;
    const machine = machineOf(mutant.made, part.made.input);
    if (keyOf(initialOf(machine)) !== states[0]?.key) return 'met';
    for (const [e, { step, instance }] of asked.entries()) {
      if (mutant.types && !mutant.types.includes(instance.event.type)) continue;
      const alone = habitat.world.steps[step]?.parts.every((p) => mutated.includes(p)) ?? false;
      for (const [s, state] of states.entries()) {
        const isOpen = habitat.open[number]?.[e]?.[s] === 1;
        if (found === 'unmet' && !isOpen) continue;
        const before = states[table.next[e]?.[s] as number]?.key;
        if (keyOf(answerIn(mutant, machine, state, instance.event, alone)) === before) continue;
        if (isOpen) return 'met';
        found = 'unmet';
      }
    }
  }
  return found;
}

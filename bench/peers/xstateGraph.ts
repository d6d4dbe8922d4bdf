import { getAdjacencyMap } from '@xstate/graph';
import type { Counts, World } from '../counts.ts';
import { type OneMachineEvent, oneMachine } from './oneMachine.ts';

/**
 * Explores the model as one machine with `@xstate/graph`, which lists every snapshot and every event that it
 * accepts, and then looks at the claim in each of them.
 *
 * @throws {Error} if some state violates the claim.
 */
export function xstateGraph(world: World): Counts {
  const { machine, events } = oneMachine(world);
  const map = getAdjacencyMap(machine, {
    // Without this it stores events that are not accepted too, as transitions from a state to itself.
    events: (snapshot) => events.filter((event: OneMachineEvent) => snapshot.can(event)),
  });
  const found = Object.values(map);
  for (const { state } of found) {
    const { page, tlb } = state.context;
    if (tlb.some((cached: number | null) => cached !== null && page[cached] !== 'shared'))
      throw new Error('violated');
  }
  return {
    states: BigInt(found.length),
    transitions: BigInt(found.reduce((sum, { transitions }) => sum + Object.keys(transitions).length, 0)),
  };
}

import type { TraceStep } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { scxmlEvent } from './scxmlEvent.ts';
import { scxmlOfChart } from './stateMachineCat.ts';
import { traceChain } from './traceChain.ts';

/**
 * A trace as SCXML: a state after each step, `violated` the one in which the claim is, and one event that leads on.
 *
 * @throws {RangeError} for a step that the world does not have, or that some part refuses.
 */
export function scxmlTrace(
  world: World,
  trace: readonly TraceStep[],
  loop: readonly TraceStep[] = [],
): Promise<string> {
  const { boxes, arrows } = traceChain(world, trace, loop, { violates: world.system.name });
  const steps = [...trace, ...loop];
  const names = boxes.map(({ mark }, at) => (mark === 'violated' ? 'violated' : `after_${at}`));
  return scxmlOfChart({
    states: [
      { name: 'initial', type: 'initial' },
      ...names.map((name) => ({ name, type: 'regular' as const })),
    ],
    transitions: [
      { id: 0, from: 'initial', to: names[0] ?? '' },
      ...arrows.map(({ from, to }, at) => ({
        id: at + 1,
        from: names[from] ?? '',
        to: names[to] ?? '',
        event: scxmlEvent(steps[at]?.event ?? ''),
      })),
    ],
  });
}

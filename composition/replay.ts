import type { TraceStep } from '../checker/index.ts';
import { nearest } from './nearest.ts';
import { type ProductState, productInitial, productStep } from './product.ts';
import { stateLabel } from './stateKey.ts';
import type { World } from './world.ts';

/** One step of a replayed trace, and what it changed. */
export interface ReplayedStep extends TraceStep {
  /** One line from the alphabet: what this kind of event is. */
  readonly summary: string;
  readonly changes: readonly { readonly part: string; readonly before: string; readonly after: string }[];
}

/** A trace as the machines took it. */
export interface Replay {
  readonly steps: readonly ReplayedStep[];
  /** The states passed through, the initial one first. */
  readonly states: readonly ProductState[];
}

/**
 * Takes a trace through the real machines, not the tables.
 *
 * @param trace step names, as in a report.
 * @throws {RangeError} at the first step that does not exist or that a part refuses, naming the part and
 *   the state it is in.
 */
export function replay(world: World, trace: readonly { readonly event: string }[]): Replay {
  const byName = new Map(world.steps.map((step) => [step.name, step]));
  const states: ProductState[] = [productInitial(world)];
  const steps = trace.map(({ event }, i): ReplayedStep => {
    const step = byName.get(event);
    if (!step)
      throw new RangeError(
        `step ${i + 1}: ${world.system.name} has no step ${event}${nearest(event, [...byName.keys()])}`,
      );
    const before = states.at(-1) as ProductState;
    const after = productStep(world, before, step);
    if (!after) {
      const refusing = step.parts.find(
        (part) => !world.parts[part]?.monitors && !productStep(world, before, { ...step, parts: [part] }),
      );
      const { name } = world.parts[refusing ?? -1] ?? { name: 'a part' };
      const at = before[refusing ?? -1];
      throw new RangeError(`step ${i + 1}: ${name} refuses ${event} in state ${at ? stateLabel(at) : '?'}`);
    }
    states.push(after);
    const changes = step.parts.flatMap((part) => {
      const [was, is] = [before[part], after[part]];
      const of = world.parts[part];
      if (!was || !is || !of || of.machine.key(was) === of.machine.key(is)) return [];
      return [{ part: of.name, before: stateLabel(was), after: stateLabel(is) }];
    });
    return { event, by: step.by, summary: world.system.alphabet[step.event.type]?.summary ?? '', changes };
  });
  return { steps, states };
}

import type { TraceStep } from '../checker/index.ts';
import { type ProductState, replay, stateChange, type World } from '../composition/index.ts';

/** What pictures of a trace may say beyond the steps. */
export interface TraceMarks {
  /** Name of the claim that the last step of the trace breaks. */
  readonly violates?: string;
  /** What is known of a state that should not be, one sentence each. */
  readonly leaks?: (state: ProductState) => readonly string[];
}

/** One step of a trace as a picture shows it. */
export interface PicturedStep {
  readonly event: string;
  readonly by: string;
  /** Parts that take part, without monitors, which only listen. */
  readonly parts: readonly string[];
  /** `slot[0]: free → held`, one a part. */
  readonly changes: readonly string[];
  /** What leaks after this step that did not before it. */
  readonly leaks: readonly string[];
}

/**
 * A trace as pictures show it, step by step.
 *
 * @throws {RangeError} for a step that the world does not have, or that some part refuses.
 */
export function tracePicture(
  world: World,
  trace: readonly TraceStep[],
  { leaks = () => [] }: TraceMarks = {},
): PicturedStep[] {
  const { states } = replay(world, trace);
  return trace.map(({ event, by }, at) => {
    const [before, after] = [states[at] ?? [], states[at + 1] ?? []];
    const known = leaks(before);
    const taking = world.steps.find(({ name }) => name === event)?.parts ?? [];
    const parts = taking.flatMap((number) => {
      const part = world.parts[number];
      return part && !part.monitors ? [{ part, was: before[number], is: after[number] }] : [];
    });
    return {
      event,
      by,
      parts: parts.map(({ part }) => part.name),
      changes: parts
        .filter(({ part, was, is }) => was && is && part.machine.key(was) !== part.machine.key(is))
        .map(({ part, was, is }) => `${part.name}: ${stateChange(was, is)}`),
      leaks: leaks(after).filter((leak) => !known.includes(leak)),
    };
  });
}

import { type ClaimReport, HOLDS, type Report, VIOLATED } from '../checker/index.ts';
import type { Composition } from './compose.ts';
import { replay } from './replay.ts';

/** Has XState take every trace of a report and every loop, and the claim's own predicates judge where a trace ends. */
export function auditTraces(
  { world, model }: Composition,
  { claims }: Report,
): { readonly traces: number; readonly differences: readonly string[] } {
  const violated = [...claims.entries()].filter(([, { trace }]) => trace !== undefined);
  const wrong = ([number, { claim, trace = [], loop }]: readonly [number, ClaimReport]): string[] => {
    try {
      if (loop) {
        const passed = replay(world, [...trace, ...loop]).states;
        const comesBack = model?.key(passed.at(-1)) === model?.key(passed[trace.length]);
        return comesBack ? [] : [`the loop of ${claim} does not come back to where it began`];
      }
      const { states } = replay(world, trace);
      const [before, after] = [states.at(-2), states.at(-1)];
      const last = trace.at(-1)?.event ?? '';
      const kind = model?.claims[number]?.kind;
      const marks =
        kind === 'eachStep'
          ? model?.judgeStep(number, before, last, after)
          : model?.judgeState(number, after);
      return marks?.includes(kind === 'sometimes' ? HOLDS : VIOLATED)
        ? []
        : [`the trace of ${claim} does not end where it is violated`];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [`the trace of ${claim}: ${error.message}`];
    }
  };
  return { traces: violated.length, differences: violated.flatMap(wrong) };
}

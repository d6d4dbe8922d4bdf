import { check, type TraceStep } from 'coco-dma/checker';
import { compose, type System } from 'coco-dma/composition';

/** Explores a system and tells what became of its claims. */
export async function tell(system: System): Promise<string> {
  const { states, transitions, claims } = await check(compose(system));
  const lines = (steps: readonly TraceStep[] = []) => steps.map(({ event, by }) => `  ${event} by ${by}`);
  const told = claims.flatMap(({ claim, verdict, trace, loop }) => [
    `${claim}: ${verdict}`,
    ...lines(trace),
    ...(loop
      ? [loop.length > 0 ? '  and then, for ever:' : '  and then nothing any more', ...lines(loop)]
      : []),
  ]);
  return [`${states} states, ${transitions} transitions`, ...told].join('\n');
}

import { check } from 'coco-dma/checker';
import { compose, type System } from 'coco-dma/composition';

/** Explores a system and tells what became of its claims. */
export async function tell(system: System): Promise<string> {
  const { states, transitions, claims } = await check(compose(system));
  const told = claims.map(({ claim, verdict, trace = [] }) =>
    [`${claim}: ${verdict}`, ...trace.map(({ event, by }) => `  ${event} by ${by}`)].join('\n'),
  );
  return [`${states} states, ${transitions} transitions`, ...told].join('\n');
}

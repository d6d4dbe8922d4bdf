import { setTimeout } from 'node:timers/promises';

const MILLISECONDS_BETWEEN = 1;
/** Looks without a pause before the first one: most answers are there at once. */
const EAGER_LOOKS = 20;

/** Looks at an interrupt status until it is not 0 or `patience` milliseconds of pauses are over. */
export async function pollInterrupt(look: () => Promise<number>, patience: number): Promise<number> {
  for (let looks = 0; looks < EAGER_LOOKS + patience / MILLISECONDS_BETWEEN; looks++) {
    const isr = await look();
    if (isr !== 0) return isr;
    if (looks >= EAGER_LOOKS) await setTimeout(MILLISECONDS_BETWEEN);
  }
  return 0;
}

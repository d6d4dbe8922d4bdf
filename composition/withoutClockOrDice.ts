import { refusal } from './refusal.ts';
import { withoutClock } from './withoutClock.ts';

const noChance = refusal('a random number');

/**
 * Runs `ask` while `Math.random` and the clock refuse to answer. Asking a machine twice does not find
 * these two: a coin may fall alike twice, and two questions may fall into one millisecond.
 *
 * Left out: other sources of chance, such as `crypto`, practically never answer alike twice.
 */
export function withoutClockOrDice<T>(ask: () => T): T {
  const { random } = Math;
  Math.random = noChance;
  try {
    return withoutClock(ask);
  } finally {
    Math.random = random;
  }
}

import { refusal } from './refusal.ts';

const noTime = refusal('the time');
const stoppedClock = new Proxy(Date, {
  apply: noTime,
  construct: (target, given: unknown[], newTarget) =>
    given.length === 0 ? noTime() : Reflect.construct(target, given, newTarget),
  get: (target, name) => (name === 'now' ? noTime : Reflect.get(target, name)),
});
let stopped = false;

/**
 * Runs `ask` while the clock refuses to answer.
 *
 * Whoever asks often does so within one such call, since calls within it are free: in a realm of `node:vm`, as
 * Jest's tests are, each replacement of a global costs microseconds, and memory that is never given back.
 */
export function withoutClock<T>(ask: () => T): T {
  if (stopped) return ask();
  const { Date: clock } = globalThis;
  globalThis.Date = stoppedClock;
  stopped = true;
  try {
    return ask();
  } finally {
    stopped = false;
    globalThis.Date = clock;
  }
}

const refuse = (what: string) => (): never => {
  throw new Error(`asks for ${what}; guards and actions may depend on nothing but context and event`);
};
const noTime = refuse('the time');
const noChance = refuse('a random number');
const stoppedClock = new Proxy(Date, {
  apply: noTime,
  construct: (target, given: unknown[], newTarget) =>
    given.length === 0 ? noTime() : Reflect.construct(target, given, newTarget),
  get: (target, name) => (name === 'now' ? noTime : Reflect.get(target, name)),
});

/**
 * Runs `ask` while `Math.random` and the clock refuse to answer. Asking a machine twice does not find
 * these two: a coin may fall alike twice, and two questions may fall into one millisecond.
 *
 * Left out: other sources of chance, such as `crypto`, practically never answer alike twice.
 */
export function withoutClockOrDice<T>(ask: () => T): T {
  const { Date: clock } = globalThis;
  const { random } = Math;
  globalThis.Date = stoppedClock;
  Math.random = noChance;
  try {
    return ask();
  } finally {
    globalThis.Date = clock;
    Math.random = random;
  }
}

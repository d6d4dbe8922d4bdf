import type { Io } from './io.ts';

/** Does work that the first Ctrl-C asks to stop, by its signal. */
export function interruptible<T>(io: Io, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const undo = io.onInterrupt(() => stop.abort());
  return work(stop.signal).finally(undo);
}

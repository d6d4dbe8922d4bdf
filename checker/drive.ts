import type { Limits, Progress } from './limits.ts';

/** Runs a search to its end, letting timers and signals in between its progress points. */
export async function drive<End>(
  search: Generator<Progress, End, boolean>,
  { signal, onProgress }: Limits,
): Promise<End> {
  let turn = search.next();
  while (!turn.done) {
    onProgress?.(turn.value);
    await new Promise((resolve) => setImmediate(resolve));
    turn = search.next(signal?.aborted ?? false);
  }
  return turn.value;
}

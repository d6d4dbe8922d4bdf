import { type CheckOptions, check } from '../checker/index.ts';
import { compose } from '../composition/index.ts';
import type { World } from './counts.ts';
import type { Measured } from './measured.ts';
import { pagesAndSlots } from './pagesAndSlots.ts';
import { xstateGraph } from './peers/xstateGraph.ts';

/** What a process of its own is asked to do: explore a world with one of our engines, or with `xstate/graph`. */
export type OwnTask =
  | { readonly with: 'check'; readonly world: World; readonly options: CheckOptions }
  | { readonly with: 'xstate/graph'; readonly world: World };

/** What was found, and how long it took. */
export type OwnResult = Omit<Measured, 'bytes'>;

/**
 * Does the task.
 *
 * @param searching called between the tables and the search.
 * @throws {Error} if the search was not complete or the claim does not hold.
 */
export async function doOwnTask(task: OwnTask, searching: () => void): Promise<OwnResult> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  if (task.with === 'xstate/graph') {
    searching();
    const counts = xstateGraph(task.world);
    const seconds = (performance.now() - began) / 1000;
    return { ...counts, prepareSeconds: 0, seconds, cpuSeconds: cpuSince(cpu) };
  }
  const { pages, slots } = task.world;
  const composition = compose(pagesAndSlots(pages, slots));
  const prepareSeconds = (performance.now() - began) / 1000;
  searching();
  const cpuOfTables = process.cpuUsage();
  const { states, transitions, seconds, complete, stopped, claims } = await check(composition, task.options);
  const verdicts = claims.map(({ verdict }) => verdict).join();
  if (!complete || verdicts !== 'holds')
    throw new Error(`the search ended with ${stopped ?? 'nothing'} left out, the claim ${verdicts}`);
  return {
    states: BigInt(states),
    transitions: BigInt(transitions),
    prepareSeconds,
    seconds,
    cpuSeconds: cpuSince(cpuOfTables),
  };
}

/** Seconds of the processor, of all threads of this process, since it had used `before`. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

import type { Judges } from '../judges.ts';
import { type Limits, MAX_BYTES_DEFAULT } from '../limits.ts';
import type { Network } from '../network.ts';
import { depthOf, type Ended, type Rest } from '../search.ts';
import { successorsOf } from '../successors.ts';
import { assemble } from './assemble.ts';
import { noteClaims, noteTraps, tellClaims } from './claimCells.ts';
import { DividedStates } from './dividedStates.ts';
import { hotLoop } from './hotLoop.ts';
import { Meeting } from './meeting.ts';
import { divide, memoriesOf, tableBitsFor } from './memories.ts';
import { LOAD_MAX, memoryPlanOf, PAGE_BYTES, PAGES_MAX } from './memoryPlan.ts';
import { programOf } from './program.ts';
import { type Done, searchShare, type Task } from './searchShare.ts';
import { inThreads } from './threads.ts';
import { type SharedMemory, WebAssembly } from './webAssembly.ts';

/**
 * Goes on with a breadth-first search in WebAssembly, in worker threads. What it finds of the claims goes to `judges`.
 *
 * @returns undefined if the system has not the memory to begin with it.
 */
export async function hotSearch(
  network: Network,
  begun: Rest,
  judges: Judges,
  workers: number,
  { maxBytes = MAX_BYTES_DEFAULT, maxStates = Number.POSITIVE_INFINITY, signal, onProgress }: Limits,
): Promise<Ended | undefined> {
  const program = programOf(network);
  const plan = memoryPlanOf(program, workers, Math.min(maxBytes / workers, PAGES_MAX * PAGE_BYTES));
  const memories = plan && memoriesOf(plan);
  const shares = memories && divide(plan, memories, begun);
  if (!plan || !memories || !shares) return undefined;
  tellClaims(plan, memories, judges);
  const module = await WebAssembly.compile(await assemble(hotLoop(plan)));

  const meeting = new Meeting(workers);
  meeting.begin(
    shares.map(({ next }) => next),
    begun.transitions,
    depthOf(begun),
  );
  const { sizeAt, boxEndAt, boxesAt, boxBytes, inboxesAt, recordBytes, statesMax } = plan;
  const sizeOf = ({ buffer }: SharedMemory) => new Uint32Array(buffer)[sizeAt / 4] as number;
  const tasks = shares.map((share, rank) => ({
    module,
    memories,
    rank,
    meeting: meeting.buffer,
    addresses: { sizeAt, boxEndAt, boxesAt, boxBytes, inboxesAt, recordBytes },
    statesMax,
    totalMax: maxStates,
    loadMax: LOAD_MAX,
    tableBits: tableBitsFor(sizeOf(memories[rank] as SharedMemory)),
    begun: share,
    possible: program.possible.map(({ judgeAt }) => judgeAt),
  }));
  const tell = () => {
    const states = memories.reduce((sum, memory) => sum + sizeOf(memory), 0);
    const { transitions, depth, expanded } = meeting;
    onProgress?.({ states, transitions, depth, frontier: states - expanded });
    if (signal?.aborted) meeting.stop();
  };
  const [task] = tasks;
  const done =
    task && workers === 1 ? [await here(task, tell)] : await apart(tasks, tell, () => meeting.lost());

  const nexts = meeting.nexts;
  const divided = new DividedStates(plan, memories, nexts, successorsOf(network, program.layout));
  noteClaims(plan, memories, begun.states, divided, judges);
  const trapped = noteTraps(plan, done, divided, judges);
  const stopped = done.every((of) => of !== undefined) ? done[0]?.stopped : 'worker';
  return {
    states: divided,
    next: divided.next,
    layerStarts: divided.layerStarts,
    transitions: meeting.transitions,
    stopped,
    trapped,
  };
}

/** Turns between two looks around: some ten milliseconds. */
const TURNS_PER_PROGRESS = 256;

/** Searches in this thread, letting timers and signals in now and then. */
async function here(task: Task, tell: () => void): Promise<Done> {
  const share = searchShare(task);
  for (let turns = 1; ; turns++) {
    const turn = share.next();
    if (turn.done) return turn.value;
    if (turns % TURNS_PER_PROGRESS > 0) continue;
    tell();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const MILLISECONDS_PER_PROGRESS = 50;

/** Searches in threads, and looks now and then how far they are. */
async function apart(tasks: readonly Task[], tell: () => void, lost: () => void) {
  const watch = setInterval(tell, MILLISECONDS_PER_PROGRESS);
  try {
    return await inThreads(tasks, lost);
  } finally {
    clearInterval(watch);
  }
}

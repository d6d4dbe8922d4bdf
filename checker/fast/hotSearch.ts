import { copyOf, type Notes } from '../judges.ts';
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
import { LOAD_MAX, type MemoryPlan, memoryPlanOf, PAGE_BYTES, PAGES_MAX } from './memoryPlan.ts';
import { programOf } from './program.ts';
import { type Begun, type Done, searchShare, type Task } from './searchShare.ts';
import { inThreads } from './threads.ts';
import { type CompiledModule, type SharedMemory, WebAssembly } from './webAssembly.ts';

/** How to search in the hot loop. */
export interface HotOptions extends Limits {
  readonly workers: number;
  /** Called now and then with the search as it is, while it pauses, and what has been seen of the claims. */
  readonly onPause?: ((rest: Rest, notes: Notes) => void) | undefined;
  readonly pauseSeconds?: number | undefined;
  /** How several workers are let run; threads by default. */
  readonly together?: typeof inThreads;
}

/**
 * Goes on with a breadth-first search in WebAssembly, in worker threads. What it finds of the claims goes to `notes`.
 *
 * @returns undefined if the system has not the memory to begin with it.
 */
export async function hotSearch(
  network: Network,
  begun: Rest,
  notes: Notes,
  options: HotOptions,
): Promise<Ended | undefined> {
  const { workers, maxBytes = MAX_BYTES_DEFAULT, onPause } = options;
  const program = programOf(network);
  const plan = memoryPlanOf(program, workers, Math.min(maxBytes / workers, PAGES_MAX * PAGE_BYTES));
  const memories = plan && memoriesOf(plan);
  const shares = memories && divide(plan, memories, begun);
  if (!plan || !memories || !shares) return undefined;
  tellClaims(plan, memories, notes);
  const module = await WebAssembly.compile(await assemble(hotLoop(plan)));
  const successors = successorsOf(network, program.layout);

  let round = { shares: shares as readonly Begun[], transitions: begun.transitions, depth: depthOf(begun) };
  for (;;) {
    const meeting = new Meeting(
      round.shares.map(({ next }) => next),
      round.transitions,
      round.depth,
    );
    const done = await searched(plan, memories, module, meeting, round.shares, options);
    const states = new DividedStates(plan, memories, meeting.nexts, successors);
    const { next, layerStarts } = states;
    const rest = { states, next, layerStarts, transitions: meeting.transitions };
    if (done.every((of) => of?.stopped === 'paused')) {
      const soFar = copyOf(notes);
      noteClaims(plan, memories, begun.states, states, soFar);
      onPause?.(rest, soFar);
      round = { shares: states.begun, transitions: rest.transitions, depth: depthOf(rest) };
      continue;
    }
    noteClaims(plan, memories, begun.states, states, notes);
    const trapped = noteTraps(plan, done, states, notes);
    const stopped = done.every((of) => of !== undefined) ? done[0]?.stopped : 'worker';
    return { ...rest, stopped: stopped === 'paused' ? 'worker' : stopped, trapped };
  }
}

/** Lets the workers search until they are done, stopped or to pause. */
async function searched(
  plan: MemoryPlan,
  memories: readonly SharedMemory[],
  module: CompiledModule,
  meeting: Meeting,
  shares: readonly Begun[],
  {
    maxStates = Number.POSITIVE_INFINITY,
    signal,
    onProgress,
    onPause,
    pauseSeconds = 600,
    together = inThreads,
  }: HotOptions,
): Promise<(Done | undefined)[]> {
  const { sizeAt, boxEndAt, boxesAt, boxBytes, inboxesAt, recordBytes, statesMax, program } = plan;
  const sizeOf = ({ buffer }: SharedMemory) => new Uint32Array(buffer)[sizeAt / 4] as number;
  const tasks = shares.map((begun, rank) => ({
    module,
    memories,
    rank,
    meeting: meeting.buffer,
    addresses: { sizeAt, boxEndAt, boxesAt, boxBytes, inboxesAt, recordBytes },
    statesMax,
    totalMax: maxStates,
    loadMax: LOAD_MAX,
    tableBits: tableBitsFor(sizeOf(memories[rank] as SharedMemory)),
    begun,
    possible: program.possible.map(({ judgeAt }) => judgeAt),
  }));
  const tell = () => {
    const states = memories.reduce((sum, memory) => sum + sizeOf(memory), 0);
    const { transitions, depth, expanded } = meeting;
    onProgress?.({ states, transitions, depth, frontier: states - expanded });
    if (signal?.aborted) meeting.stop();
  };
  const pause = onPause && setTimeout(() => meeting.pause(), 1000 * pauseSeconds);
  const [task] = tasks;
  try {
    return task && tasks.length === 1
      ? [await here(task, tell)]
      : await apart(() => together(tasks, () => meeting.lost()), tell);
  } finally {
    clearTimeout(pause);
  }
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

/** Lets others search, and looks now and then how far they are. */
async function apart<T>(search: () => Promise<T>, tell: () => void): Promise<T> {
  const watch = setInterval(tell, MILLISECONDS_PER_PROGRESS);
  try {
    return await search();
  } finally {
    clearInterval(watch);
  }
}

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
import { forgetRecent } from './recent.ts';
import type { Begun, Done, Task } from './searchShare.ts';
import { inThreads, type Together } from './threads.ts';
import { type CompiledModule, type SharedMemory, WebAssembly } from './webAssembly.ts';

/** How to search in the hot loop. */
export interface HotOptions extends Limits {
  readonly workers: number;
  /** Called now and then with the search as it is, while it pauses, and what has been seen of the claims. */
  readonly onPause?: ((rest: Rest, notes: Notes) => void) | undefined;
  readonly pauseSeconds?: number | undefined;
  /** How several workers are let run; threads by default. */
  readonly startTogether?: (workers: number) => Together;
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
  const { workers, maxBytes = MAX_BYTES_DEFAULT, onPause, startTogether = inThreads } = options;
  const program = programOf(network);
  const plan = memoryPlanOf(program, workers, Math.min(maxBytes / workers, PAGES_MAX * PAGE_BYTES));
  const memories = plan && memoriesOf(plan);
  const shares = memories && divide(plan, memories, begun);
  if (!plan || !memories || !shares) return undefined;
  tellClaims(plan, memories, notes);
  let together = startTogether(workers);
  const module = await WebAssembly.compile(await assemble(hotLoop(plan)));
  const successors = successorsOf(network, program.layout);

  let round = { shares: shares as readonly Begun[], transitions: begun.transitions, depth: depthOf(begun) };
  for (;;) {
    const meeting = new Meeting(
      round.shares.map(({ next }) => next),
      round.transitions,
      round.depth,
    );
    const done = await searched(plan, memories, module, meeting, round.shares, together, options);
    const states = new DividedStates(plan, memories, meeting.nexts, successors);
    const { next, layerStarts } = states;
    const rest = { states, next, layerStarts, transitions: meeting.transitions };
    if (done.every((of) => of?.stopped === 'paused')) {
      const soFar = copyOf(notes);
      noteClaims(plan, memories, begun.states, states, soFar);
      onPause?.(rest, soFar);
      for (const memory of memories) forgetRecent(plan, memory);
      round = { shares: states.begun, transitions: rest.transitions, depth: depthOf(rest) };
      together = startTogether(workers);
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
  together: Together,
  { maxStates = Number.POSITIVE_INFINITY, signal, onProgress, onPause, pauseSeconds = 600 }: HotOptions,
): Promise<(Done | undefined)[]> {
  const { sizeAt, boxEndAt, boxesAt, boxBytes, boxRoomBytes, ownRoomBytes, inboxesAt, recordBytes, takenAt } =
    plan;
  const sizeOf = ({ buffer }: SharedMemory) => new Uint32Array(buffer)[sizeAt / 4] as number;
  const taskOf = (begun: Begun, rank: number): Task => ({
    module,
    memories,
    rank,
    meeting: meeting.buffer,
    addresses: {
      sizeAt,
      boxEndAt,
      boxesAt,
      boxBytes,
      boxRoomBytes,
      ownRoomBytes,
      inboxesAt,
      recordBytes,
      takenAt,
    },
    statesMax: plan.statesMax,
    totalMax: maxStates,
    loadMax: LOAD_MAX,
    tableBits: tableBitsFor(sizeOf(memories[rank] as SharedMemory)),
    begun,
    possible: plan.program.possible.map(({ judgeAt }) => judgeAt),
  });
  const tell = () => {
    const states = memories.reduce((sum, memory) => sum + sizeOf(memory), 0);
    const { transitions, depth, expanded } = meeting;
    onProgress?.({ states, transitions, depth, frontier: states - expanded });
    if (signal?.aborted) meeting.stop();
  };
  const pause = onPause && setTimeout(() => meeting.pause(), 1000 * pauseSeconds);
  try {
    return await together(shares.map(taskOf), meeting, tell);
  } finally {
    clearTimeout(pause);
  }
}

import { begin, breadthFirst } from './breadthFirst.ts';
import { canonicalTraces } from './canonicalTraces.ts';
import { CheckpointError } from './checkpoint/checkpointError.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint/file.ts';
import { drive } from './drive.ts';
import type { Examination, ExamineOptions } from './examine/examination.ts';
import { examine } from './examine/examine.ts';
import { hotSearch } from './fast/hotSearch.ts';
import type { Judges, Notes } from './judges.ts';
import { type Limits, MAX_BYTES_DEFAULT, type Progress } from './limits.ts';
import { decideLiveness } from './liveness/liveness.ts';
import type { Network } from './network.ts';
import { possible } from './possible.ts';
import type { ClaimReport, LoopName, StopReason } from './report.ts';
import { depthOf, type Ended, type Rest } from './search.ts';
import { sometimes } from './sometimes.ts';

/** What an engine found, before it is given a name and a time. */
export interface Exploration extends Examination {
  readonly states: number | bigint;
  readonly transitions: number | bigint;
  readonly depth?: number;
  readonly complete: boolean;
  readonly stopped?: StopReason;
  readonly reduction?: readonly string[];
  readonly notReduced?: readonly string[];
  readonly shortest?: false;
  readonly loop?: LoopName;
  readonly workers?: number;
  readonly notSaved?: string;
  readonly claims: readonly ClaimReport[];
}

/** How to search: by which loop, and in how many threads. */
export interface ExplicitOptions extends Limits {
  /** Threads that search together once there is much to search. Default 1. */
  readonly workers?: number;
  /**
   * `plain` is TypeScript, `hot` WebAssembly in threads. By default the plain one begins, and the hot one goes on from
   * where it is once there is much to search.
   */
  readonly loop?: LoopName;
  /** File to which a search is written every ten minutes, and when it is stopped, so that another one can go on. */
  readonly checkpoint?: string;
  /** Seconds between two of these. */
  readonly checkpointSeconds?: number;
  /** File with a checkpoint of this network, from which to go on. */
  readonly resume?: string;
  /** What to look for beside the claims. */
  readonly examine?: ExamineOptions;
}

/** Threads that may search together. */
export const WORKERS_MAX = 64;

/** States that the plain loop finds in the time that the hot one needs to be made ready: some hundredths of a second. */
const PLAIN_STATES_MAX = 16_384;
/** The same where several threads are to search: much is expected then, and the plain loop keeps all but one waiting. */
const PLAIN_STATES_MAX_OF_MANY = 1024;

/**
 * Breadth-first over packed states, so the first violation of each claim has a shortest trace.
 *
 * @throws {TypeError} for a number of workers that cannot be.
 * @throws {CheckpointError} if the search cannot be gone on with from `resume`.
 */
export async function explicit(network: Network, options: ExplicitOptions): Promise<Exploration> {
  const { workers = 1, loop, checkpoint, checkpointSeconds, resume } = options;
  if (!Number.isInteger(workers) || workers < 1 || workers > WORKERS_MAX)
    throw new TypeError(`there cannot be ${workers} workers (there can be 1 to ${WORKERS_MAX})`);
  const search = begin(network, options);
  const { judges } = search;
  let notSaved: string | undefined;
  const save = (rest: Rest, notes: Notes) => {
    notSaved = checkpoint === undefined ? undefined : written(checkpoint, network, rest, notes);
  };
  const found = async (ended: Ended): Promise<Exploration> => {
    const exploration = await explorationOf(network, judges, ended, options);
    // What a lost worker was told by the others is lost too, so from there nobody could go on.
    if (exploration.stopped !== undefined && exploration.stopped !== 'worker') save(ended, judges);
    return { ...exploration, ...(notSaved === undefined ? {} : { notSaved }) };
  };
  const hot = (rest: Rest) =>
    hotSearch(network, rest, judges, {
      ...options,
      workers,
      pauseSeconds: checkpointSeconds,
      onPause: checkpoint === undefined ? undefined : save,
    });

  if (resume !== undefined) {
    const ended = await hot(readCheckpoint(resume, network, judges));
    if (!ended) throw new CheckpointError(`${resume}: there is not the memory to go on with so many states`);
    return { ...(await found(ended)), loop: 'hot', workers };
  }
  const plainMax = workers > 1 ? PLAIN_STATES_MAX_OF_MANY : PLAIN_STATES_MAX;
  const statesMax = loop === 'plain' ? Number.POSITIVE_INFINITY : loop === 'hot' ? 0 : plainMax;
  let stopped = await drive(breadthFirst(search, options, statesMax), options);
  if (stopped === undefined && search.next < search.states.size) {
    const ended = await hot(search);
    if (ended) return { ...(await found(ended)), loop: 'hot', workers };
    stopped = await drive(breadthFirst(search, options), options);
  }
  const trapped = new Map<number, readonly number[]>();
  if (stopped === undefined && (await drive(possible(search, trapped), options))) stopped = 'interrupted';
  return { ...(await found({ ...search, trapped, stopped })), loop: 'plain', workers: 1 };
}

/** Writes a checkpoint; where that fails, the search goes on, and this is what to say of it. */
function written(file: string, network: Network, rest: Rest, notes: Notes): string | undefined {
  try {
    writeCheckpoint(file, network, rest, notes);
    return undefined;
  } catch (error) {
    if (error instanceof CheckpointError) return error.message;
    throw error;
  }
}

/** What a search that is over says of the network, once its runs have been looked at. */
export async function explorationOf(
  network: Network,
  judges: Judges,
  ended: Ended,
  options: ExplicitOptions,
): Promise<Exploration> {
  const { states, transitions } = ended;
  const bytesMax = (options.maxBytes ?? MAX_BYTES_DEFAULT) - states.bytes;
  const driven = <Found>(looking: Generator<void, Found>) => drive(paused(ended, looking), options);
  const ofRuns =
    ended.stopped === undefined
      ? await driven(decideLiveness({ network, states, transitions }, bytesMax))
      : undefined;
  const examined: Examination | undefined = options.examine
    ? await driven(examine(network, ended, options.examine, bytesMax))
    : {};
  const interrupted = (ended.stopped === undefined && !ofRuns) || !examined;
  const stopped = ended.stopped ?? (interrupted ? 'interrupted' : undefined);
  const complete = stopped === undefined;
  const witnessed = sometimes({ network, ...ended }, complete);
  return {
    states: states.size,
    transitions,
    depth: depthOf(ended),
    complete,
    ...(stopped === undefined ? {} : { stopped }),
    claims: judges
      .report(complete, canonicalTraces({ network, ...ended }, ended.trapped, bytesMax))
      .map((report, number) => ofRuns?.get(number) ?? witnessed.get(number) ?? report),
    ...examined,
  };
}

/** What is found in a finished search, reporting at each pause; undefined if it was interrupted. */
function* paused<Found>(
  ended: Ended,
  looking: Generator<void, Found>,
): Generator<Progress, Found | undefined, boolean> {
  const { states, transitions } = ended;
  for (let turn = looking.next(); ; turn = looking.next()) {
    if (turn.done) return turn.value;
    if (yield { states: states.size, transitions, depth: depthOf(ended), frontier: 0 }) return undefined;
  }
}

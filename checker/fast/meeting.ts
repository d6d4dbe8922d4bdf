import { availableParallelism } from 'node:os';

/** Cells of the place where workers meet, as `searchShare` has them; it does not know of the last one. */
const TURN = 0;
const STOP = 2;
const DEPTH = 3;
const LOST = 4;
const LOOKS = 5;
const FIRST_TOLD = 16;
const FIELDS_TOLD = 16;

/**
 * How often who waits looks before it sleeps. To be woken takes longer than most waits, so where each worker has a core
 * it looks for half a millisecond; where they share cores that would hold up the one that is awaited.
 */
const LOOKS_ALONE = 20_000;
const LOOKS_SHARED = 1000;

/** The place where workers meet: shared memory in which each tells the others how far it is. */
export class Meeting {
  readonly buffer: SharedArrayBuffer;
  private readonly cells: Int32Array;
  private readonly progress: Float64Array;

  /**
   * @param nexts by worker, its first state that is not expanded.
   * @param transitions out of the states that are.
   */
  constructor(nexts: readonly number[], transitions: number, depth: number) {
    const workers = nexts.length;
    const cells = Math.ceil((FIRST_TOLD + 2 * workers * (FIELDS_TOLD + workers)) / 2) * 2;
    this.buffer = new SharedArrayBuffer(4 * cells + 16 * workers);
    this.cells = new Int32Array(this.buffer, 0, cells);
    this.progress = new Float64Array(this.buffer, 4 * cells);
    this.cells[DEPTH] = depth;
    this.cells[LOOKS] = workers <= availableParallelism() ? LOOKS_ALONE : LOOKS_SHARED;
    for (const [rank, next] of nexts.entries()) this.progress[2 * rank] = next;
    this.progress[1] = transitions;
  }

  /** Asks the workers to stop after the round at hand. */
  stop(): void {
    Atomics.store(this.cells, STOP, 1);
  }

  /** Asks them to pause after it, unless they only decide what they have found. */
  pause(): void {
    Atomics.compareExchange(this.cells, STOP, 0, 2);
  }

  /** Tells those who wait for a worker that it will not come. */
  lost(): void {
    Atomics.store(this.cells, LOST, 1);
    Atomics.add(this.cells, TURN, 1);
    Atomics.notify(this.cells, TURN);
  }

  get isLost(): boolean {
    return Atomics.load(this.cells, LOST) !== 0;
  }

  get depth(): number {
    return Atomics.load(this.cells, DEPTH);
  }

  /** States that have been expanded, by all workers. */
  get expanded(): number {
    return this.sum(0);
  }

  /** Transitions out of these. */
  get transitions(): number {
    return this.sum(1);
  }

  /** By worker, its first state that is not expanded. */
  get nexts(): number[] {
    return [...this.progress].filter((_, i) => i % 2 === 0);
  }

  private sum(field: number): number {
    let sum = 0;
    for (let i = field; i < this.progress.length; i += 2) sum += this.progress[i] as number;
    return sum;
  }
}

/**
 * Waits until a turn is over. Names nothing from outside itself, since its text is given to threads.
 *
 * @returns false if somebody will never come, or if that took so long.
 */
export function waitFor(
  meeting: SharedArrayBuffer,
  turn: number,
  milliseconds = Number.POSITIVE_INFINITY,
): boolean {
  const cells = new Int32Array(meeting);
  const waits = () => Atomics.load(cells, 0) === turn && Atomics.load(cells, 4) === 0;
  for (let looks = cells[5] as number; looks > 0 && waits(); looks--);
  let woken = 'ok';
  while (waits() && woken !== 'timed-out') woken = Atomics.wait(cells, 0, turn, milliseconds);
  return Atomics.load(cells, 0) !== turn && Atomics.load(cells, 4) === 0;
}

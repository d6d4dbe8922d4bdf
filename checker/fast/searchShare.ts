import type { CompiledModule, SharedMemory, WebAssemblyApi } from './webAssembly.ts';

/** What a worker is told. All numbers of states are its own; it owns the states whose hash is its lot. */
export interface Task {
  readonly module: CompiledModule;
  /** The memories of all workers, by rank. */
  readonly memories: readonly SharedMemory[];
  readonly rank: number;
  /** Where the workers meet and tell each other how far they are: the memory of a `Meeting`. */
  readonly meeting: SharedArrayBuffer;
  readonly addresses: {
    readonly sizeAt: number;
    readonly boxEndAt: number;
    readonly boxesAt: number;
    readonly boxBytes: number;
    readonly inboxesAt: number;
    readonly recordBytes: number;
  };
  readonly statesMax: number;
  /** Of all workers together. */
  readonly totalMax: number;
  readonly loadMax: number;
  readonly tableBits: number;
  readonly begun: Begun;
  /** Judges of the `possible` claims, in order. */
  readonly possible: readonly number[];
}

/** How far a search is, in one worker. */
export interface Begun {
  /** States expanded. */
  readonly next: number;
  /** By layer, where it starts; the last entry is where the layer that is being found starts. */
  readonly layerStarts: readonly number[];
}

/** How it ended there. */
export interface Done {
  readonly stopped?: 'states' | 'memory' | 'interrupted' | 'paused';
  /** By judge of a `possible` claim: whether it applied here, and the trapped states of the first layer with any. */
  readonly possible: readonly { readonly applied: boolean; readonly traps: readonly number[] }[];
}

/**
 * What one worker does of a search. Its text is given to threads, so it names nothing from outside itself. All workers
 * do this in step:
 *
 * - write a record for every transition out of some of their states, into a box for each owner;
 * - meet, and learn what all others have;
 * - fetch the boxes that are for them and add what is new, in the order of the ranks.
 *
 * So nobody writes where another one writes, and numbers of states depend on the number of workers alone. A generator:
 * where workers meet it yields the turn that the meeting ends, and is to be continued after that.
 */
export function* searchShare(task: Task): Generator<number, Done, void> {
  const { memories, rank, addresses, statesMax, totalMax, loadMax, possible } = task;
  const { sizeAt, boxEndAt, boxesAt, boxBytes, inboxesAt, recordBytes } = addresses;
  const owners = memories.length;
  const memory = memories[rank] as SharedMemory;
  const cells = new Int32Array(memory.buffer);
  const bytes = memories.map(({ buffer }) => new Uint8Array(buffer));
  const own = bytes[rank] as Uint8Array;
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
  const { exports } = new WebAssembly.Instance(task.module, { search: { memory } });
  const loop = exports as unknown as {
    expand(from: number, to: number, back: number, set: number): number;
    insert(box: number, count: number, limit: number): number;
    rehash(bits: number): void;
    mark(judge: number): number;
    answer(box: number, count: number): void;
    apply(box: number, count: number): number;
    trap(judge: number, from: number): number;
  };

  // See `Meeting`, whose numbers these are.
  const meeting = new Int32Array(task.meeting);
  const TURN = 0;
  const ARRIVED = 1;
  const STOP = 2;
  const DEPTH = 3;
  const told = (set: number, who: number) => 16 + (set * owners + who) * (16 + owners);
  const progress = new Float64Array(task.meeting, task.meeting.byteLength - 16 * owners);
  /** Says that this worker is there; whatever the workers wrote before the turn ends is then seen by all. */
  const arrive = (): number => {
    const turn = Atomics.load(meeting, TURN);
    if (Atomics.add(meeting, ARRIVED, 1) === owners - 1) {
      Atomics.store(meeting, ARRIVED, 0);
      Atomics.add(meeting, TURN, 1);
      Atomics.notify(meeting, TURN);
    }
    return turn;
  };

  let set = 0;
  const boxAt = (owner: number) => boxesAt + (set * owners + owner) * boxBytes;
  const countOf = (who: number, owner: number) => meeting[told(set, who) + 16 + owner] as number;
  const sum = (field: number) => {
    let all = 0;
    for (let who = 0; who < owners; who++) all += meeting[told(set, who) + field] as number;
    return all;
  };
  /** Tells the others the fields and the records of each box; theirs are known after the meeting. */
  const tell = (...fields: readonly number[]): number => {
    const at = told(set, rank);
    fields.forEach((value, i) => {
      meeting[at + i] = value;
    });
    // One worker asks for all of them, or some might hear it a round earlier than others.
    meeting[at + 4] = rank === 0 ? Atomics.load(meeting, STOP) : 0;
    for (let owner = 0; owner < owners; owner++)
      meeting[at + 16 + owner] =
        ((cells[(boxEndAt >> 2) + 2 * owner] as number) - boxAt(owner)) / recordBytes;
    return arrive();
  };
  /** The box from `who` for this worker, in its own memory. */
  const fetch = (who: number): number => {
    if (who === rank) return boxAt(rank);
    const inbox = inboxesAt + who * boxBytes;
    const from = boxAt(rank);
    own.set((bytes[who] as Uint8Array).subarray(from, from + countOf(who, rank) * recordBytes), inbox);
    return inbox;
  };
  const size = () => cells[sizeAt >> 2] as number;

  let { next } = task.begun;
  const layerStarts = [...task.begun.layerStarts];
  let bits = task.tableBits;
  loop.rehash(bits);

  function* search(): Generator<number, Done['stopped'], void> {
    for (let rounds = 0; ; rounds++) {
      const end = layerStarts.at(-1) as number;
      const from = next;
      next = loop.expand(from, end, 0, set);
      yield tell(size(), end - next, next - from);
      let full = false;
      for (let owner = 0; owner < owners; owner++) {
        let incoming = meeting[told(set, owner)] as number;
        for (let who = 0; who < owners; who++) incoming += countOf(who, owner);
        if (incoming > statesMax) full = true;
      }
      // However often it pauses, something is done in between.
      const asked = sum(4) === 1 ? 'interrupted' : sum(4) === 2 && rounds > 0 ? 'paused' : undefined;
      const stopped = sum(0) > totalMax ? 'states' : (asked ?? (full ? 'memory' : undefined));
      if (stopped) {
        next = from;
        return stopped;
      }
      if (sum(1) + sum(2) === 0) {
        // Others may still read what was told in this round.
        set ^= 1;
        return undefined;
      }
      let taken = 0;
      for (let owner = 0; owner < owners; owner++) taken += countOf(rank, owner);
      progress[2 * rank] = next;
      progress[2 * rank + 1] = (progress[2 * rank + 1] as number) + taken;
      if (rank === 0) Atomics.store(meeting, DEPTH, layerStarts.length - 2);
      for (let who = 0; who < owners; who++) {
        const count = countOf(who, rank);
        while (size() + count > loadMax * 2 ** bits) loop.rehash(++bits);
        loop.insert(fetch(who), count, statesMax);
      }
      if (sum(1) === 0) layerStarts.push(size());
      set ^= 1;
    }
  }

  /** Decides one judge of a `possible` claim; undefined if it was stopped. */
  function* decide(judge: number): Generator<number, Done['possible'][number] | undefined, void> {
    const applied = loop.mark(judge) !== 0;
    for (let changed = true; changed; ) {
      let marked = 0;
      let left = size();
      for (let open = true; open; set ^= 1) {
        left = loop.expand(left, 0, 1, set);
        yield tell(size(), left);
        if (sum(4) === 1) return undefined;
        open = sum(1) > 0;
        for (let who = 0; who < owners; who++) loop.answer(fetch(who), countOf(who, rank));
        yield arrive();
        for (let owner = 0; owner < owners; owner++) {
          const count = countOf(rank, owner);
          const from = inboxesAt + rank * boxBytes;
          if (owner !== rank)
            own.set((bytes[owner] as Uint8Array).subarray(from, from + count * recordBytes), boxAt(owner));
          marked |= loop.apply(boxAt(owner), count);
        }
      }
      yield tell(size(), 0, marked);
      changed = sum(2) > 0;
      set ^= 1;
    }
    const traps: number[] = [];
    let last = size();
    for (let at = loop.trap(judge, 0); at < last; at = loop.trap(judge, at + 1)) {
      if (traps.push(at) === 1) last = layerStarts.find((start) => start > at) ?? last;
    }
    return { applied, traps };
  }

  let stopped = yield* search();
  const decided: { applied: boolean; traps: readonly number[] }[] = [];
  for (const judge of possible) {
    if (stopped) break;
    const found = yield* decide(judge);
    if (found) decided.push(found);
    else stopped = 'interrupted';
  }
  return { possible: decided, ...(stopped ? { stopped } : {}) };
}

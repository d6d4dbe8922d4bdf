import type { MemoryPlan } from './memoryPlan.ts';
import type { CompiledModule, SharedMemory, WebAssemblyApi } from './webAssembly.ts';

/** Where in the memory of a worker is what all workers use. */
type Addresses = Pick<
  MemoryPlan,
  | 'sizeAt'
  | 'boxEndAt'
  | 'boxesAt'
  | 'boxBytes'
  | 'boxRoomBytes'
  | 'ownRoomBytes'
  | 'inboxesAt'
  | 'takenAt'
  | 'recordBytes'
>;

/** What a worker is told. All numbers of states are its own; it owns the states whose hash is its lot. */
export interface Task {
  readonly module: CompiledModule;
  /** The memories of all workers, by rank. */
  readonly memories: readonly SharedMemory[];
  readonly rank: number;
  /** Where the workers meet and tell each other how far they are: the memory of a `Meeting`. */
  readonly meeting: SharedArrayBuffer;
  readonly addresses: Addresses;
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
 * - write a record for every transition out of some of their states, unless it leads to a state found lately, into a box
 *   for each owner; of what is their own, add what is new at once;
 * - pass on the other boxes, meet, and learn what all others have;
 * - add what is new of the boxes that came, in the order of the ranks.
 *
 * So nobody writes where another one reads or writes, and numbers of states depend on the number of workers alone. A generator:
 * where workers meet it yields the turn that the meeting ends, and is to be continued after that.
 */
export function* searchShare(task: Task): Generator<number, Done, void> {
  const { memories, rank, addresses, statesMax, totalMax, loadMax, possible } = task;
  const { sizeAt, boxEndAt, boxesAt, boxBytes, boxRoomBytes, ownRoomBytes, inboxesAt, recordBytes, takenAt } =
    addresses;
  const owners = memories.length;
  const all = [...memories.keys()];
  const memory = memories[rank] as SharedMemory;
  const cells = new Int32Array(memory.buffer);
  const bytes = memories.map(({ buffer }) => new Uint8Array(buffer));
  const own = bytes[rank] as Uint8Array;
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
  const { exports } = new WebAssembly.Instance(task.module, { search: { memory } });
  const loop = exports as unknown as {
    expand(from: number, to: number, back: number): number;
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
  const boxAt = (owner: number) => boxesAt + owner * boxBytes;
  const inboxAt = (who: number) => inboxesAt + (set * owners + who) * boxBytes;
  const endCell = (owner: number) => (boxEndAt >> 2) + 2 * owner;
  /** Makes a box empty. */
  const empty = (owner: number, room: number): void => {
    cells[endCell(owner)] = boxAt(owner);
    cells[endCell(owner) + 1] = boxAt(owner) + room;
  };
  const isFull = (owner: number) => (cells[endCell(owner)] as number) > (cells[endCell(owner) + 1] as number);
  const written = (owner: number) => ((cells[endCell(owner)] as number) - boxAt(owner)) / recordBytes;
  const countOf = (who: number, owner: number) => meeting[told(set, who) + 16 + owner] as number;
  const sum = (field: number) => {
    let total = 0;
    for (const who of all) total += meeting[told(set, who) + field] as number;
    return total;
  };
  /** Tells the others the fields and how many records each box has; theirs are known after the meeting. */
  const tell = (...fields: readonly number[]): number => {
    const at = told(set, rank);
    fields.forEach((value, i) => {
      meeting[at + i] = value;
    });
    // One worker asks for all of them, or some might hear it a round earlier than others.
    meeting[at + 4] = rank === 0 ? Atomics.load(meeting, STOP) : 0;
    for (const owner of all) meeting[at + 16 + owner] = written(owner);
    return arrive();
  };
  /** Copies the boxes for others to these, who may read them after the meeting. */
  const passOn = (): void => {
    for (const owner of all)
      if (owner !== rank)
        (bytes[owner] as Uint8Array).set(
          own.subarray(boxAt(owner), cells[endCell(owner)] as number),
          inboxAt(rank),
        );
  };
  /** The box from `who` for this worker. */
  const from = (who: number) => (who === rank ? boxAt(rank) : inboxAt(who));
  const size = () => cells[sizeAt >> 2] as number;

  let { next } = task.begun;
  const layerStarts = [...task.begun.layerStarts];
  let bits = task.tableBits;
  loop.rehash(bits);

  /** Makes the table large enough for so many states. */
  const makeRoom = (states: number): void => {
    const before = bits;
    while (Math.min(states, statesMax) > loadMax * 2 ** bits) bits++;
    if (bits > before) loop.rehash(bits);
  };
  /** Adds what is new of so many records; false if there was no room. */
  const add = (box: number, count: number): boolean => {
    makeRoom(size() + count);
    return loop.insert(box, count, statesMax) === count;
  };

  function* search(): Generator<number, Done['stopped'], void> {
    for (let rounds = 0; ; rounds++) {
      const end = layerStarts.at(-1) as number;
      const began = next;
      let taken = 0;
      let fits = true;
      for (const owner of all) empty(owner, owner === rank ? ownRoomBytes : boxRoomBytes);
      do {
        next = loop.expand(next, end, 0);
        taken += cells[takenAt >> 2] as number;
        fits &&= add(boxAt(rank), written(rank));
        empty(rank, ownRoomBytes);
      } while (next < end && owners > 1 && !all.some(isFull));
      passOn();
      yield tell(size(), end - next, next - began, fits ? 0 : 1);
      let full = sum(3) > 0;
      let most = 0;
      for (const owner of all) {
        let incoming = meeting[told(set, owner)] as number;
        for (const who of all) incoming += countOf(who, owner);
        if (incoming > statesMax) full = true;
        most = Math.max(most, incoming);
      }
      // However often it pauses, something is done in between.
      const asked = sum(4) === 1 ? 'interrupted' : sum(4) === 2 && rounds > 0 ? 'paused' : undefined;
      const stopped = sum(0) > totalMax ? 'states' : (asked ?? (full ? 'memory' : undefined));
      if (stopped) {
        next = began;
        return stopped;
      }
      if (sum(1) + sum(2) === 0) {
        // Others may still read what was told in this round.
        set ^= 1;
        return undefined;
      }
      progress[2 * rank] = next;
      progress[2 * rank + 1] = (progress[2 * rank + 1] as number) + taken;
      if (rank === 0) Atomics.store(meeting, DEPTH, layerStarts.length - 2);
      // All make room in the same round, and for the next one, so that none waits for another that does.
      makeRoom(most + boxRoomBytes / recordBytes);
      for (const who of all) if (who !== rank) add(from(who), countOf(who, rank));
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
        for (const owner of all) empty(owner, boxRoomBytes);
        left = loop.expand(left, 0, 1);
        passOn();
        yield tell(size(), left);
        if (sum(4) === 1) return undefined;
        open = sum(1) > 0;
        for (const who of all) loop.answer(from(who), countOf(who, rank));
        yield arrive();
        for (const owner of all) {
          const count = countOf(rank, owner);
          const answers = inboxAt(rank);
          if (owner !== rank)
            own.set(
              (bytes[owner] as Uint8Array).subarray(answers, answers + count * recordBytes),
              boxAt(owner),
            );
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

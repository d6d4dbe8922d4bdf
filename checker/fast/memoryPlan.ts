import type { Program } from './program.ts';
import { recentBitsFor } from './recent.ts';

/** Bytes of a page of WebAssembly memory. */
export const PAGE_BYTES = 65_536;
/** Pages that a WebAssembly memory with 32-bit addresses may have. */
export const PAGES_MAX = 65_536;

/** Where things are in the memory of the hot loop. Memory that is never touched costs nothing. */
export interface MemoryPlan {
  readonly program: Program;
  /** Workers among whom the states are divided. */
  readonly owners: number;
  readonly words: number;
  /** A record is one transition on its way to the set: packed state, hash, state left, step. */
  readonly recordBytes: number;
  /** Which of the owners this is. */
  readonly rankAt: number;
  /** Number of states; the mask of the table; what touched memory held. */
  readonly sizeAt: number;
  readonly maskAt: number;
  readonly sinkAt: number;
  /** Where a successor of many words is put together. */
  readonly successorAt: number;
  /** Transitions that were taken. */
  readonly takenAt: number;
  /** The states that were found lately, by the lowest bits of their hash, and how many bits. */
  readonly recentAt: number;
  readonly recentBits: number;
  /** By owner: end of the records written to its box, and the end beyond which it counts as full. */
  readonly boxEndAt: number;
  /** The records for each owner. */
  readonly boxesAt: number;
  readonly boxBytes: number;
  /** What may be in a box before all steps out of one more state. */
  readonly boxRoomBytes: number;
  /** The same of a worker's own box, while it is searching. */
  readonly ownRoomBytes: number;
  /** Two sets of boxes, used in turn, for what comes from each owner. */
  readonly inboxesAt: number;
  readonly tableAt: number;
  readonly dataAt: number;
  readonly parentAt: number;
  readonly reachAt: number;
  /** States that there is room for. */
  readonly statesMax: number;
  readonly pages: number;
}

/** Records that a worker adds to its own states at a time: few enough to stay in the cache nearest to a core. */
const OWN_RECORDS = 1024;
/** Records that it gathers for another one: enough for a round to be worth the meeting after it. */
const PASSED_RECORDS = 16_384;

/** Share of the table that may be used. */
export const LOAD_MAX = 0.75;
/** Size of the smallest table, as a power of two. */
export const TABLE_BITS_MIN = 12;

/** Bytes for each state beside the table: packed state, parent, and a mark where `possible` claims need one. */
export const bytesBesideTable = ({ layout: { words }, possible }: Program): number =>
  4 * words + 4 + (possible.length > 0 ? 1 : 0);

/**
 * Divides `bytes` of memory, at most 4 GiB.
 *
 * @returns undefined if they do not even do for the tables.
 */
export function memoryPlanOf(program: Program, owners: number, bytes: number): MemoryPlan | undefined {
  const { words } = program.layout;
  const recordBytes = 4 * words + 12;
  const steps = program.order.length;
  let end = Math.ceil(program.image.size / 64) * 64;
  const take = (size: number): number => {
    const at = end;
    end += Math.ceil(size / 64) * 64;
    return at;
  };
  const rankAt = take(4);
  const sizeAt = take(4);
  const maskAt = take(4);
  const sinkAt = take(4);
  const successorAt = take(4 * words);
  const takenAt = take(4);
  const recentBits = recentBitsFor(words, bytes);
  const recentAt = take((4 * words) << recentBits);
  const boxEndAt = take(8 * owners);
  // One for each owner, and where they are passed on, two sets of one for what comes from each.
  const boxes = owners === 1 ? 1 : 3 * owners;
  // Boxes may take an eighth of the memory.
  const records = Math.min(
    owners === 1 ? OWN_RECORDS : PASSED_RECORDS,
    Math.floor(bytes / 8 / boxes / recordBytes),
  );
  const boxRoomBytes = records * recordBytes;
  const boxBytes = Math.ceil((boxRoomBytes + steps * recordBytes) / 64) * 64;
  const boxesAt = take(boxBytes * owners);
  const inboxesAt = take(boxBytes * (boxes - owners));
  const room = Math.min(bytes, PAGES_MAX * PAGE_BYTES) - end - 4 * 64;
  const each = bytesBesideTable(program);
  const statesFor = (bits: number) =>
    Math.floor(Math.min(LOAD_MAX * 2 ** bits, (room - 4 * 2 ** bits) / each));
  let bits = TABLE_BITS_MIN;
  while (statesFor(bits + 1) > statesFor(bits)) bits++;
  const statesMax = statesFor(bits);
  if (statesMax < 1) return undefined;
  const tableAt = take(4 * 2 ** bits);
  const dataAt = take(4 * words * statesMax);
  const parentAt = take(4 * statesMax);
  const reachAt = take(program.possible.length > 0 ? statesMax : 0);
  return {
    program,
    owners,
    words,
    recordBytes,
    rankAt,
    sizeAt,
    maskAt,
    sinkAt,
    successorAt,
    takenAt,
    recentAt,
    recentBits,
    boxEndAt,
    boxesAt,
    boxBytes,
    boxRoomBytes,
    ownRoomBytes: Math.min(boxRoomBytes, OWN_RECORDS * recordBytes),
    inboxesAt,
    tableAt,
    dataAt,
    parentAt,
    reachAt,
    statesMax,
    pages: Math.ceil(end / PAGE_BYTES),
  };
}

import { hashOf } from '../hashOf.ts';
import type { Rest } from '../search.ts';
import { NO_PARENT } from './dividedStates.ts';
import { LOAD_MAX, type MemoryPlan, TABLE_BITS_MIN } from './memoryPlan.ts';
import { ownerOf } from './ownerOf.ts';
import { startRecent } from './recent.ts';
import type { Begun } from './searchShare.ts';
import { type SharedMemory, WebAssembly } from './webAssembly.ts';

/**
 * The memories for the workers of a plan, with the tables in them.
 *
 * @returns undefined if the system does not give so much.
 */
export function memoriesOf(plan: MemoryPlan): SharedMemory[] | undefined {
  const { owners, pages, program, rankAt } = plan;
  try {
    return Array.from({ length: owners }, (_, rank) => {
      const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
      program.image.writeTo(new Uint8Array(memory.buffer));
      new Uint32Array(memory.buffer)[rankAt / 4] = rank;
      startRecent(plan, memory);
      return memory;
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Gives the states of a search to the workers who own them.
 *
 * @returns what each worker begins with; undefined if there is no room.
 */
export function divide(
  { owners, words, dataAt, parentAt, sizeAt, statesMax }: MemoryPlan,
  memories: readonly SharedMemory[],
  { states, next, layerStarts }: Rest,
): Begun[] | undefined {
  const cells = memories.map(({ buffer }) => new Uint32Array(buffer));
  const sizes = new Uint32Array(owners);
  const nexts = new Uint32Array(owners);
  const starts: number[][] = cells.map(() => []);
  const startLayer = () => {
    for (const [rank, of] of starts.entries()) of.push(sizes[rank] as number);
  };
  // A layer that is not begun has no end yet, so the last start that the workers get is that of the layer they find.
  const begun = layerStarts.filter((_, layer) => layer === 0 || (layerStarts[layer - 1] as number) <= next);
  // Where a state went: its number there, times the number of workers, plus who has it.
  const places = new Uint32Array(states.size);
  const state = new Uint32Array(words);
  let layer = 0;
  for (let number = 0; number < states.size; number++) {
    for (; begun[layer] === number; layer++) startLayer();
    states.copy(number, state);
    const rank = ownerOf(hashOf(words, state, 0), owners);
    const local = sizes[rank] as number;
    if (local === statesMax) return undefined;
    const share = cells[rank] as Uint32Array;
    share.set(state, dataAt / 4 + local * words);
    const parent = states.parentOf(number);
    share[parentAt / 4 + local] = parent < 0 ? NO_PARENT : (places[parent] as number);
    places[number] = local * owners + rank;
    sizes[rank] = local + 1;
    if (number < next) nexts[rank] = local + 1;
  }
  for (; layer < begun.length; layer++) startLayer();
  return cells.map((share, rank) => {
    share[sizeAt / 4] = sizes[rank] as number;
    return { next: nexts[rank] as number, layerStarts: starts[rank] as number[] };
  });
}

/** Size of the table for a number of states, as a power of two. */
export function tableBitsFor(states: number): number {
  let bits = TABLE_BITS_MIN;
  while (states > LOAD_MAX * 2 ** bits) bits++;
  return bits;
}

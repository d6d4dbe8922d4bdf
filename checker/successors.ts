import type { Layout } from './layout.ts';
import type { Move, Network, Step } from './network.ts';

/** Computes the successors of packed states. The out arrays are reused by the next call of `expand`. */
export interface Successors {
  /** Fills `local`, `outSteps` and `outStates` for the packed state at `data[at ..]`; returns how many. */
  expand(data: Uint32Array, at: number): number;
  /** Local states of the state last expanded, by part. */
  readonly local: Int32Array;
  /** Step number of successor k. */
  readonly outSteps: Int32Array;
  /** Packed successor k, at `outStates[k * words ..]`. */
  readonly outStates: Uint32Array;
}

/**
 * Every step waits in the list of one of its parts (its pivot: the part that refuses it most often) under
 * each local state that accepts it, so only steps with a willing pivot are looked at.
 */
export function successorsOf(network: Network, layout: Layout): Successors {
  const { words, word, shift, mask } = layout;
  const partCount = network.parts.length;
  const stepCount = network.steps.length;

  const moveStart = new Int32Array(stepCount + 1);
  const movePart: number[] = [];
  const moveTable: number[] = [];
  const targets: number[] = [];
  const listBase = new Int32Array(partCount + 1);
  network.parts.forEach((part, p) => {
    listBase[p + 1] = (listBase[p] as number) + part.states.length;
  });
  const lists: number[][] = Array.from({ length: listBase[partCount] as number }, () => []);

  network.steps.forEach((step, number) => {
    const moves = pivotFirst(step);
    for (const { part, to } of moves) {
      movePart.push(part);
      moveTable.push(targets.length);
      for (let s = 0; s < to.length; s++) targets.push(to[s] as number);
    }
    moveStart[number + 1] = movePart.length;
    const pivot = moves[0];
    if (!pivot) return;
    for (let s = 0; s < pivot.to.length; s++) {
      if ((pivot.to[s] as number) >= 0) lists[(listBase[pivot.part] as number) + s]?.push(number);
    }
  });

  const listStart = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    listStart[i + 1] = (listStart[i] as number) + list.length;
  });
  const listed = Int32Array.from(lists.flat());
  const parts = Int32Array.from(movePart);
  const tables = Int32Array.from(moveTable);
  const to = Int32Array.from(targets);

  const local = new Int32Array(partCount);
  const outSteps = new Int32Array(stepCount);
  const outStates = new Uint32Array(stepCount * words);

  const expand = (data: Uint32Array, at: number): number => {
    for (let p = 0; p < partCount; p++)
      local[p] = ((data[at + (word[p] as number)] as number) >>> (shift[p] as number)) & (mask[p] as number);
    let count = 0;
    for (let p = 0; p < partCount; p++) {
      const list = (listBase[p] as number) + (local[p] as number);
      const end = listStart[list + 1] as number;
      candidates: for (let k = listStart[list] as number; k < end; k++) {
        const step = listed[k] as number;
        const first = moveStart[step] as number;
        const last = moveStart[step + 1] as number;
        for (let m = first + 1; m < last; m++) {
          if ((to[(tables[m] as number) + (local[parts[m] as number] as number)] as number) < 0)
            continue candidates;
        }
        const base = count * words;
        for (let w = 0; w < words; w++) outStates[base + w] = data[at + w] as number;
        for (let m = first; m < last; m++) {
          const part = parts[m] as number;
          const before = local[part] as number;
          const after = to[(tables[m] as number) + before] as number;
          const cell = base + (word[part] as number);
          outStates[cell] = (outStates[cell] as number) ^ ((before ^ after) << (shift[part] as number));
        }
        outSteps[count++] = step;
      }
    }
    return count;
  };
  return { expand, local, outSteps, outStates };
}

const willing = ({ to }: Move): number => Array.from(to).filter((t) => t >= 0).length / to.length;
const pivotFirst = ({ moves }: Step): readonly Move[] => [...moves].sort((a, b) => willing(a) - willing(b));

/** Step numbers in the order in which `expand` takes those that can happen: by pivot, then by number. */
export function stepOrderOf({ steps }: Network): readonly number[] {
  const pivot = steps.map((step) => pivotFirst(step)[0]?.part ?? 0);
  return [...steps.keys()].sort((a, b) => (pivot[a] as number) - (pivot[b] as number));
}

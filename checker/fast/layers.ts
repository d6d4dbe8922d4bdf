import { hashOf } from '../hashOf.ts';
import { firstWhere } from './firstWhere.ts';
import type { MemoryPlan } from './memoryPlan.ts';
import { ownerOf } from './ownerOf.ts';

/**
 * Where the layers of the states of each worker start, told from the parents alone: a state is one layer after its
 * parent. So it can be said of a search that ended anyhow.
 *
 * @param shares the memories of the workers, as cells.
 */
export function layerStartsOf(
  { owners, words, program, sizeAt, parentAt }: MemoryPlan,
  shares: readonly Uint32Array[],
): number[][] {
  const first = ownerOf(hashOf(words, program.layout.initial, 0), owners);
  const starts = shares.map((_, rank) => [0, rank === first ? 1 : 0]);
  for (;;) {
    const last = starts.map((of) => of.at(-1) as number);
    const ends = shares.map((share, rank) =>
      firstWhere(last[rank] as number, share[sizeAt / 4] as number, (local) => {
        const parent = share[parentAt / 4 + local] as number;
        return Math.floor(parent / owners) >= (last[parent % owners] as number);
      }),
    );
    if (ends.every((end, rank) => end === last[rank])) return starts;
    for (const [rank, end] of ends.entries()) starts[rank]?.push(end);
  }
}

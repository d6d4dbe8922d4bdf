import { PAGE_SIZE } from '../memory/index.ts';

/** A piece of a scatter list as it is laid out in I/O virtual addresses. Offsets and sizes in bytes. */
export interface LaidOut {
  /** Where its pages begin, from the start of the list's range. */
  readonly at: number;
  /** Where in its first page the piece begins. */
  readonly offset: number;
  readonly size: number;
  /** Bytes of its pages. */
  readonly iovaSize: number;
  /** Bytes behind them that keep the next piece within a boundary. */
  readonly gap: number;
}

/** A segment that the device sees, and the pieces that it is made of: from, up to and without. */
export interface Merged {
  readonly at: number;
  readonly size: number;
  readonly pieces: readonly [from: number, to: number];
}

const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE_SIZE) * PAGE_SIZE;

/**
 * Lays a scatter list out behind each other, so that no piece of more than a page crosses a boundary.
 *
 * Source: Linux 6.12 drivers/iommu/dma-iommu.c iommu_dma_map_sg.
 */
export function layOut(
  list: readonly { readonly phys: number; readonly size: number }[],
  boundary: number,
): LaidOut[] {
  const pieces: LaidOut[] = [];
  let at = 0;
  for (const { phys, size } of list) {
    const offset = phys % PAGE_SIZE;
    const whole = pagesOf(size + offset);
    const rest = Number.isFinite(boundary) ? (boundary - (at % boundary)) % boundary : 0;
    const before = pieces.at(-1);
    if (before && rest > 0 && rest < whole) {
      pieces[pieces.length - 1] = { ...before, gap: rest };
      at += rest;
    }
    pieces.push({ at, offset, size, iovaSize: whole, gap: 0 });
    at += whole;
  }
  return pieces;
}

/**
 * Which pieces become one segment: those that begin at a page right behind the end of the one before, unless a
 * boundary lies between them or the segment grew too long.
 *
 * Source: Linux 6.12 drivers/iommu/dma-iommu.c __finalise_sg.
 */
export function mergeSegments(pieces: readonly LaidOut[], maxSegSize: number, boundary: number): Merged[] {
  const merged: Merged[] = [];
  let room = false;
  for (const [i, { at, offset, size, iovaSize, gap }] of pieces.entries()) {
    const last = merged.at(-1);
    const atBoundary = Number.isFinite(boundary) && at % boundary === 0;
    if (last && room && offset === 0 && !atBoundary && last.size + size <= maxSegSize)
      merged[merged.length - 1] = { ...last, size: last.size + size, pieces: [last.pieces[0], i + 1] };
    else merged.push({ at: at + offset, size, pieces: [i, i + 1] });
    // A piece that does not fill its last page leaves a hole.
    room = size + offset === iovaSize + gap;
  }
  return merged;
}

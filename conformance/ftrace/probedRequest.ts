import type { TraceLine } from './traceLine.ts';
import type { Words } from './words.ts';

/** What a probe says of a search for slots: for what it is, and of which pool. */
export interface ProbedRequest {
  readonly device: string;
  readonly origAddr: number;
  readonly size: number;
  readonly allocAlignMask: number;
  readonly minAlignMask: number;
  /** Infinity for none. */
  readonly segBoundaryMask: number;
  readonly start: number;
  readonly nslabs: number;
  readonly nareas: number;
  /** Where one area is searched: which. */
  readonly area: number | undefined;
}

/**
 * Reads a line of one of these probes; nothing if a field is missing. Fields are read in the order in which they stand.
 *
 * @param names makes names of the quoted ones.
 */
export function probedRequest(
  line: TraceLine,
  probe: 'tbl_map' | 'pool_alloc' | 'search',
  names: Words<string>,
): ProbedRequest | undefined {
  const device = line.word(' dev=', names) ?? '';
  const area = probe === 'search' ? line.decimal(' area=') : undefined;
  const origAddr = probe === 'pool_alloc' ? 0 : line.hex(' orig=');
  const size = line.decimal(probe === 'search' ? ' asize=' : ' size=');
  const allocAlignMask = probe === 'pool_alloc' ? coherentMask(size) : line.hex(' amask=');
  const minAlignMask = line.hex(' mam=');
  const segBoundaryMask = line.hex(' segb=');
  const start = line.hex(' pool=');
  const nslabs = line.decimal(' nslabs=');
  const nareas = line.decimal(' nareas=');
  const least = Math.min(origAddr, allocAlignMask, minAlignMask, segBoundaryMask, start, area ?? 0);
  if (size <= 0 || least < 0) return undefined;
  const pool = { start, nslabs, nareas };
  return { device, origAddr, size, allocAlignMask, minAlignMask, segBoundaryMask, ...pool, area };
}

/** Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_alloc: pages, aligned to the next power of two. */
function coherentMask(size: number): number {
  let bytes = 4096;
  while (bytes < size) bytes *= 2;
  return bytes - 1;
}

import { type PhysAddr, physAddr } from '../addresses.ts';
import { IO_TLB_SIZE } from './ioTlb.ts';
import type { IoTlbPool } from './ioTlbPool.ts';
import type { SwiotlbDevice } from './swiotlbDevice.ts';

/** What Linux copies when part of a mapping is bounced. */
export interface BounceRange {
  /** Where the bytes are in the original. */
  readonly orig: PhysAddr;
  /** Bytes from there to the end of the allocation; below 0 behind it. */
  readonly available: number;
}

/**
 * The original of a bounced byte, by the slot that it lies in; undefined where the slot has no original.
 *
 * What is available ends with the allocation, and that is the end of the mapping only if nothing was rounded
 * up to an alignment: Linux does not notice a copy that is longer by less than that. Behind the allocation
 * its arithmetic wraps, and it does not notice anything.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_bounce.
 */
export function bounceRange(
  pool: IoTlbPool,
  { minAlignMask }: SwiotlbDevice,
  tlbAddr: PhysAddr,
): BounceRange | undefined {
  const slot = pool.slotOf(tlbAddr);
  const origAddr = pool.origAddr[slot] as number;
  if (origAddr < 0) return undefined;
  const low = IO_TLB_SIZE - 1;
  // Below 0 in the first bytes of a slot that is not the first.
  const offset = (tlbAddr & low) - (origAddr & minAlignMask & low);
  return { orig: physAddr(origAddr + offset), available: (pool.allocSize[slot] as number) - offset };
}

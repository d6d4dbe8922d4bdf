import { hex } from '../addresses.ts';
import { alignUp, IO_TLB_SEGSIZE, IO_TLB_SIZE } from './ioTlb.ts';

/** What a driver or a bus says of a device. Masks reach 2^64 - 1, hence bigints; all have Linux's defaults. */
export interface SwiotlbDeviceInput {
  /** For messages. Default `device`. */
  readonly name?: string;
  /** `dma_set_min_align_mask`: address bits that a bounce buffer has in common with its original. Default 0. */
  readonly minAlignMask?: number;
  /** `dma_set_seg_boundary`: no mapping crosses a multiple of this plus one. Default 2^64 - 1, no boundary. */
  readonly segBoundaryMask?: bigint;
  /** Highest DMA address of the device. Default 2^64 - 1. */
  readonly dmaMask?: bigint;
  /** Highest DMA address of its bus; 0 for none. Default 0. */
  readonly busDmaLimit?: bigint;
  /** `phys_to_dma_unencrypted(p) - p`, in bytes. Default 0. */
  readonly dmaOffset?: number;
  /** `phys_to_dma_encrypted(p) - p`, in bytes; Linux 7.3 uses it for pools that are not shared. Default `dmaOffset`. */
  readonly dmaOffsetEncrypted?: number;
  /** `force_dma_unencrypted(dev)`: only shared memory is for this device. Default false. */
  readonly forceDmaUnencrypted?: boolean;
}

/** A device as the allocator asks about it, made by {@link swiotlbDevice}. Whoever holds the same object is the same device. */
export interface SwiotlbDevice {
  readonly name: string;
  readonly minAlignMask: number;
  /** Bytes between two segment boundaries: a power of two, or Infinity. */
  readonly boundarySize: number;
  /** Slots between two segment boundaries, at least 1. */
  readonly boundarySlots: number;
  /** Highest address that mask and bus admit, or Infinity. */
  readonly dmaLimit: number;
  readonly dmaOffset: number;
  readonly dmaOffsetEncrypted: number;
  readonly forceDmaUnencrypted: boolean;
}

const MASK_MAX = 2n ** 64n - 1n;

/**
 * Checks what a driver says of its device, and works out what the search for slots needs of it.
 *
 * @throws {RangeError} for masks that are no masks, naming the device and the field.
 * Source: Linux 6.12 include/linux/dma-mapping.h dma_get_min_align_mask, dma_get_seg_boundary;
 * include/linux/dma-direct.h dma_capable; include/linux/iommu-helper.h iommu_is_span_boundary (BUG for a
 * boundary that is no power of two).
 * Left out: dma_range_map, a list of offsets; here a device has one.
 */
export function swiotlbDevice(input: SwiotlbDeviceInput = {}): SwiotlbDevice {
  const {
    name = 'device',
    minAlignMask = 0,
    segBoundaryMask = MASK_MAX,
    dmaMask = MASK_MAX,
    busDmaLimit = 0n,
    dmaOffset = 0,
    dmaOffsetEncrypted = dmaOffset,
    forceDmaUnencrypted = false,
  } = input;
  const refuse = (field: string, value: number | bigint, rule: string) => {
    throw new RangeError(`${name}: ${field} is ${value}, but it must be ${rule}`);
  };
  if (!Number.isInteger(minAlignMask) || minAlignMask < 0 || minAlignMask > 0xffff_ffff)
    refuse('minAlignMask', minAlignMask, `a whole number from 0 to ${hex(0xffff_ffff)}`);
  for (const [field, mask] of Object.entries({ segBoundaryMask, dmaMask, busDmaLimit }))
    if (mask < 0n || mask > MASK_MAX) refuse(field, mask, 'from 0 to 2^64 - 1');
  if ((segBoundaryMask & (segBoundaryMask + 1n)) !== 0n)
    refuse('segBoundaryMask', segBoundaryMask, 'one less than a power of two');
  for (const [field, offset] of Object.entries({ dmaOffset, dmaOffsetEncrypted }))
    if (!Number.isSafeInteger(offset)) refuse(field, offset, 'a whole number below 2^53');
  const boundarySize = finite(segBoundaryMask + 1n);
  const limits = [dmaMask, busDmaLimit].filter((limit) => limit !== 0n).map(finite);
  return {
    name,
    minAlignMask,
    boundarySize,
    boundarySlots: Math.max(1, boundarySize / IO_TLB_SIZE),
    dmaLimit: limits.length === 0 ? 0 : Math.min(...limits),
    dmaOffset,
    dmaOffsetEncrypted,
    forceDmaUnencrypted,
  };
}

/** Addresses are safe integers, so that a greater limit is none. */
const finite = (limit: bigint): number =>
  limit > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(limit);

/**
 * Bytes of the longest mapping that a device may ask for. Not always to be had: a pool smaller than a
 * segment, a segment boundary or an alignment of allocations can make less of it, and Linux tells nobody.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_max_mapping_size.
 */
export const swiotlbMaxMappingSize = ({ minAlignMask }: SwiotlbDevice): number =>
  IO_TLB_SEGSIZE * IO_TLB_SIZE - alignUp(minAlignMask, IO_TLB_SIZE);

import {
  alignUp,
  IO_TLB_DEFAULT_SIZE,
  IO_TLB_MIN_SLABS,
  IO_TLB_SEGSIZE,
  IO_TLB_SIZE,
  limitNareas,
} from './ioTlb.ts';
import { roundUpAreas, roundUpSlots, swiotlbParam } from './swiotlbParam.ts';
import type { SwiotlbVersion } from './swiotlbVersion.ts';

/** What decides about the default pool while Linux boots. */
export interface SwiotlbBoot {
  /** Default 7.3. */
  readonly version?: SwiotlbVersion;
  /** Text behind `swiotlb=`. Absent: not on the command line. */
  readonly param?: string;
  /** Possible CPUs. */
  readonly cpus: number;
  /** Bytes that the architecture asks for, `swiotlb_adjust_size`; it has no say if `swiotlb=` has spoken. */
  readonly adjustSize?: number;
  /** Some device may not reach all memory, or memory is encrypted. Default true; else there is no pool. */
  readonly addressingLimit?: boolean;
  /** SWIOTLB_FORCE of x86, which 7.3 does not have any more. Default false. */
  readonly flagForce?: boolean;
  /** Whether memory for so many slots is to be had. Default always. */
  readonly memblockAlloc?: (nslabs: number) => boolean;
}

/** The default pool as it is set up; without slots if there is none. */
export interface SwiotlbDefaultPool {
  readonly nslabs: number;
  readonly nareas: number;
  readonly areaNslabs: number;
  readonly forceBounce: boolean;
  readonly trackHiwater: boolean;
}

/**
 * Size and areas of the default pool.
 *
 * @throws {RangeError} as {@link swiotlbParam}, and for a number of CPUs or a size that makes no sense.
 * Source: Linux 6.12 and 7.3 kernel/dma/swiotlb.c setup_io_tlb_npages, swiotlb_adjust_size,
 * swiotlb_init_remap.
 * Left out: swiotlb_init_late, by which some architectures set it up after boot; `remap`.
 */
export function swiotlbInit(boot: SwiotlbBoot): SwiotlbDefaultPool {
  const { version = '7.3', cpus, adjustSize = 0, addressingLimit = true, memblockAlloc = () => true } = boot;
  if (!Number.isInteger(cpus) || cpus < 1 || cpus > 2 ** 16)
    throw new RangeError(`there are no machines with ${cpus} CPUs`);
  if (!Number.isSafeInteger(adjustSize) || adjustSize < 0)
    throw new RangeError(`swiotlb_adjust_size(${adjustSize}): a size is a whole number of bytes`);
  const param = swiotlbParam(boot.param ?? '', version);
  const { trackHiwater, forceDisable } = param;
  const none = { nslabs: 0, nareas: 0, areaNslabs: 0, forceBounce: false, trackHiwater };
  if ((!addressingLimit && !param.forceBounce) || forceDisable) return none;
  const forceBounce = param.forceBounce || (version === '6.12' && boot.flagForce === true);

  let { nslabs } = param;
  // Linux takes the default, whoever asked for it, for a parameter that was not given.
  if (adjustSize > 0 && nslabs === IO_TLB_DEFAULT_SIZE / IO_TLB_SIZE)
    nslabs = roundUpSlots(alignUp(Math.ceil(adjustSize / IO_TLB_SIZE), IO_TLB_SEGSIZE), param.nareas);
  const wanted = param.nareas || roundUpAreas(cpus);
  if (param.nareas === 0) nslabs = roundUpSlots(nslabs, wanted);

  let nareas = limitNareas(wanted, nslabs);
  while (!memblockAlloc(nslabs)) {
    if (nslabs <= IO_TLB_MIN_SLABS) return { ...none, forceBounce };
    nslabs = alignUp(Math.floor(nslabs / 2), IO_TLB_SEGSIZE);
    nareas = limitNareas(nareas, nslabs);
  }
  return { nslabs, nareas, areaNslabs: Math.floor(nslabs / nareas), forceBounce, trackHiwater };
}

/**
 * Bytes that a confidential guest on x86 asks for: 6 % of its memory, from 64 MiB to 1 GiB.
 *
 * Source: Linux 6.12 arch/x86/mm/mem_encrypt.c mem_encrypt_setup_arch.
 */
export const x86CocoSize = (memoryBytes: number): number =>
  Math.min(Math.max(Math.floor((memoryBytes * 6) / 100), IO_TLB_DEFAULT_SIZE), 2 ** 30);

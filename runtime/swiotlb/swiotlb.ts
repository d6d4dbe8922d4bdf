import type { Direction } from '../../machines/index.ts';
import { type DmaAddr, hex, type PhysAddr } from '../addresses.ts';
import { MisuseError } from '../errors.ts';
import type { CpuMemory } from '../memory/index.ts';
import { bounceRange } from './bounceRange.ts';
import { IoTlbMem, type IoTlbMemOptions } from './ioTlbMem.ts';
import { told } from './mappingLedger.ts';
import type { SwiotlbDevice } from './swiotlbDevice.ts';

/** An {@link IoTlbMem} and how a {@link Swiotlb} treats what Linux lets by. */
export interface SwiotlbOptions extends IoTlbMemOptions {
  /**
   * A copy that is longer than its mapping: an error, or cut to the allocation as Linux does with a warning,
   * which for allocations with an alignment may be longer than the mapping. Default `refuse`.
   */
  readonly overrun?: 'refuse' | 'clamp';
}

/** Attributes of an unmap. */
export interface SwiotlbUnmapAttrs {
  /** DMA_ATTR_SKIP_CPU_SYNC: what the device wrote is not wanted. */
  readonly skipCpuSync?: boolean;
}

/**
 * Bounce buffers with their bytes: slots of an {@link IoTlbMem}, copied to and from as Linux does.
 *
 * | call | TO_DEVICE | FROM_DEVICE | BIDIRECTIONAL |
 * |---|---|---|---|
 * | map, even with DMA_ATTR_SKIP_CPU_SYNC | in | in | in |
 * | syncSingleForDevice | in | | in |
 * | syncSingleForCpu | | out | out |
 * | tblUnmapSingle, unless skipCpuSync | | out | out |
 *
 * A mapping FROM_DEVICE is copied in since the device may write less of it than all, and what else is copied
 * out then must be the caller's own bytes. A slot keeps its bytes when it is given back.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_map_single, swiotlb_bounce, swiotlb_tbl_unmap_single,
 * swiotlb_sync_single_for_device, swiotlb_sync_single_for_cpu.
 * Left out: highmem; cache maintenance, which is the caller's.
 */
export class Swiotlb {
  readonly mem: IoTlbMem;
  readonly #memory: CpuMemory;
  readonly #overrun: 'refuse' | 'clamp';

  /** @throws what {@link IoTlbMem} throws, and the memory if the pool does not lie in it. */
  constructor(memory: CpuMemory, options: SwiotlbOptions) {
    this.mem = new IoTlbMem({ clear: (start, bytes) => memory.fill(start, bytes, 0), ...options });
    this.#memory = memory;
    this.#overrun = options.overrun ?? 'refuse';
  }

  /**
   * Maps, and copies the original in whatever the direction.
   *
   * @throws what {@link IoTlbMem.tblMapSingle} and the memory throw; no slots are held then.
   */
  tblMapSingle(
    device: SwiotlbDevice,
    origAddr: PhysAddr,
    mappingSize: number,
    allocAlignMask: number,
    cpu: number,
  ): PhysAddr {
    const tlbAddr = this.mem.tblMapSingle(device, origAddr, mappingSize, allocAlignMask, cpu);
    try {
      this.#memory.copy(tlbAddr, origAddr, mappingSize);
    } catch (error) {
      this.mem.unmap(device, tlbAddr);
      throw error;
    }
    return tlbAddr;
  }

  /** {@link Swiotlb.tblMapSingle} for a streaming mapping. @throws also what {@link IoTlbMem.handOut} throws. */
  map(device: SwiotlbDevice, origAddr: PhysAddr, size: number, cpu: number): DmaAddr {
    return this.mem.handOut(device, this.tblMapSingle(device, origAddr, size, 0, cpu), size);
  }

  /**
   * Copies out what the device wrote, and gives the slots back.
   *
   * @throws {MisuseError} unless address and size are those of a live mapping of this device. (Linux takes
   *   any address, and cuts a size as it does in a sync.)
   */
  tblUnmapSingle(
    device: SwiotlbDevice,
    tlbAddr: PhysAddr,
    mappingSize: number,
    dir: Direction,
    { skipCpuSync = false }: SwiotlbUnmapAttrs = {},
  ): void {
    const mapping = this.mem.mappingOf(device, tlbAddr);
    if (this.#overrun === 'refuse' && mapping.size !== mappingSize)
      throw new MisuseError(`${hex(tlbAddr)}: ${mappingSize} bytes cannot be unmapped of ${told(mapping)}`);
    if (!skipCpuSync && tlbAddr === mapping.tlbAddr) this.syncSingleForCpu(device, tlbAddr, mappingSize, dir);
    this.mem.unmap(device, tlbAddr);
  }

  /**
   * Copies part of a mapping in, unless only the device writes it.
   *
   * @returns how many bytes were cut off, where Linux warns of a buffer overflow; 0 if overruns are refused.
   * @throws {MisuseError} if the range is not one of a live mapping of this device. (Linux does nothing for
   *   a slot without an original, or copies for whoever has the slot by now.)
   */
  syncSingleForDevice(device: SwiotlbDevice, tlbAddr: PhysAddr, size: number, dir: Direction): number {
    const { orig, bytes } = this.#range(device, tlbAddr, size);
    if (dir === 'FROM_DEVICE') return 0;
    this.#memory.copy(tlbAddr, orig, bytes);
    return size - bytes;
  }

  /** Copies part of a mapping out, unless the device only reads it. As {@link Swiotlb.syncSingleForDevice}. */
  syncSingleForCpu(device: SwiotlbDevice, tlbAddr: PhysAddr, size: number, dir: Direction): number {
    const { orig, bytes } = this.#range(device, tlbAddr, size);
    if (dir === 'TO_DEVICE') return 0;
    this.#memory.copy(orig, tlbAddr, bytes);
    return size - bytes;
  }

  /** The original of a range that is to be copied, and how much of it Linux copies. */
  #range(
    device: SwiotlbDevice,
    tlbAddr: PhysAddr,
    size: number,
  ): { readonly orig: PhysAddr; readonly bytes: number } {
    const mapping = this.mem.mappingOf(device, tlbAddr);
    const range = bounceRange(mapping.pool, device, tlbAddr);
    const misuse = (what: string) =>
      new MisuseError(`${hex(tlbAddr)}: ${size} bytes ${what} ${told(mapping)}`);
    if (!Number.isSafeInteger(size) || size < 0) throw misuse('is no size for a sync of');
    if (!range) throw misuse('have no original: they are of coherent memory,');
    if (this.#overrun === 'refuse' && tlbAddr + size > mapping.tlbAddr + mapping.size)
      throw misuse('go beyond');
    if (range.available < 0) throw misuse('lie behind the allocation of');
    return { orig: range.orig, bytes: Math.min(size, range.available) };
  }
}

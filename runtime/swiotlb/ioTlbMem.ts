import { type DmaAddr, dmaAddr, hex, type PhysAddr } from '../addresses.ts';
import { FullError, MisuseError, NotCapableError } from '../errors.ts';
import { PAGE_SIZE } from '../memory/index.ts';
import { fullMessage } from './fullMessage.ts';
import { getOrder, IO_TLB_SHIFT, IO_TLB_SIZE, nrSlots } from './ioTlb.ts';
import { IoTlbPool, type IoTlbPoolGeometry } from './ioTlbPool.ts';
import type { MappingLedger, SwiotlbMapping } from './mappingLedger.ts';
import {
  type PoolEntry,
  PoolList,
  type SwiotlbDynamic,
  type SwiotlbObserver,
  type Taken,
} from './poolList.ts';
import type { SwiotlbDevice } from './swiotlbDevice.ts';
import { type SwiotlbVersion, swiotlbVersions } from './swiotlbVersion.ts';

/** How an {@link IoTlbMem} is set up. */
export interface IoTlbMemOptions extends IoTlbPoolGeometry {
  /** For messages. Default `swiotlb`. */
  readonly name?: string;
  /** Default 7.3. */
  readonly version?: SwiotlbVersion;
  /** CC_ATTR_GUEST_MEM_ENCRYPT or CC_ATTR_HOST_MEM_ENCRYPT. Default none. */
  readonly memEncrypt?: 'none' | 'guest' | 'host';
  /** The memory of the pools is, or is to be made, shared. Default: if memory is encrypted at all. */
  readonly ccShared?: boolean;
  /** Makes the memory of the first pool shared; false if that failed. Absent: there is nothing to do. */
  readonly setMemoryDecrypted?: (start: PhysAddr, pages: number) => boolean;
  /** Sets the bytes of a new pool to 0, once they are converted. Absent: nobody looks at bytes. */
  readonly clear?: (start: PhysAddr, bytes: number) => void;
  /** Every mapping of its devices bounces: `swiotlb=force`, or a restricted pool. Default false. */
  readonly forceBounce?: boolean;
  /** Coherent memory comes from here too: a restricted pool. Default false. */
  readonly forAlloc?: boolean;
  /** Absent: there is this one pool and no other. */
  readonly dynamic?: SwiotlbDynamic;
  readonly observer?: SwiotlbObserver;
}

/**
 * The slots of swiotlb, without their bytes: who gets which, in Linux's order, and what is refused.
 *
 * Where Linux trusts its caller and corrupts its lists, a MisuseError that names the address is thrown
 * instead, and nothing has changed.
 *
 * Source: Linux 6.12 and 7.3 kernel/dma/swiotlb.c: struct io_tlb_mem, swiotlb_find_slots,
 * swiotlb_tbl_map_single, swiotlb_map, swiotlb_alloc, swiotlb_free, swiotlb_dyn_alloc, swiotlb_mark_pool_used.
 * Left out: concurrency. The CPU that maps is a parameter, and the worker that makes pools runs when it is
 * called; a transient pool goes at once, not after an RCU grace period. swiotlb_init_late and swiotlb_exit:
 * the first pool is there from the start and for good. What 7.3 counts only if told to (`track_hiwater`) is
 * always counted.
 */
export class IoTlbMem {
  readonly name: string;
  readonly version: SwiotlbVersion;
  readonly ccShared: boolean;
  readonly forceBounce: boolean;
  readonly forAlloc: boolean;
  readonly #memEncrypt: 'none' | 'guest' | 'host';
  readonly #pools: PoolList;
  readonly #observer: SwiotlbObserver;

  /** @throws {RangeError} for a geometry that no pool can have. */
  constructor(options: IoTlbMemOptions) {
    const { version = '7.3', memEncrypt = 'none', observer = {} } = options;
    this.name = options.name ?? 'swiotlb';
    this.version = version;
    this.ccShared = options.ccShared ?? memEncrypt !== 'none';
    this.forceBounce = options.forceBounce ?? false;
    this.forAlloc = options.forAlloc ?? false;
    this.#memEncrypt = memEncrypt;
    this.#observer = observer;
    this.#pools = new PoolList({ ...options, version, ccShared: this.ccShared });
    const pages = Math.ceil((options.nslabs * IO_TLB_SIZE) / PAGE_SIZE);
    const converted = options.setMemoryDecrypted?.(options.start, pages) ?? true;
    const spoilt = swiotlbVersions[version].failsClosed ? 'unusable' : 'suspect';
    this.#pools.add(new IoTlbPool(options, { state: converted ? 'ready' : spoilt }));
  }

  /** Pools of all devices, newest first, then the transient ones. */
  get pools(): readonly IoTlbPool[] {
    return this.#pools.all.map(({ pool }) => pool);
  }

  /** Slots in use of all pools, and the most that ever were. */
  get totalUsed(): number {
    return this.#pools.totalUsed;
  }
  get usedHiwater(): number {
    return this.#pools.usedHiwater;
  }

  /** Slots of transient pools. */
  get transientNslabs(): number {
    return this.#pools.transientNslabs;
  }

  /** Whether a search failed since {@link IoTlbMem.dynAlloc} ran. */
  get workPending(): boolean {
    return this.#pools.workPending;
  }

  /** Slots of the pools for all devices. */
  get nslabs(): number {
    return this.#pools.nslabs;
  }

  /** Live mappings, pool by pool. */
  *mappings(): Generator<SwiotlbMapping> {
    for (const { ledger } of this.#pools.all) yield* ledger.all();
  }

  /** Whether an address lies in a pool that the device uses. Source: Linux 6.12 is_swiotlb_buffer. */
  isSwiotlbBuffer(device: SwiotlbDevice, address: PhysAddr): boolean {
    return this.#pools.find(device, address) !== undefined;
  }

  /**
   * The mapping of this device that a bounced byte belongs to.
   *
   * @throws {MisuseError} if there is none.
   */
  mappingOf(device: SwiotlbDevice, tlbAddr: PhysAddr): SwiotlbMapping {
    return this.#entry(device, tlbAddr).ledger.holding(device, tlbAddr);
  }

  /**
   * Takes slots for a mapping. The CPU decides in which area the search starts.
   *
   * @param allocAlignMask one less than the alignment, and the granule, of what is allocated: an IOMMU's page.
   * @returns where the bounced data is.
   * @throws {FullError} if no run of free slots will do.
   * @throws {NotCapableError} in 7.3 if the device needs memory of the other kind, shared or private.
   * @throws {MisuseError} for a size, address or alignment that makes no sense.
   * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_map_single, without the copy.
   * Left out: the warning for an alignment above a page.
   */
  tblMapSingle(
    device: SwiotlbDevice,
    origAddr: PhysAddr,
    mappingSize: number,
    allocAlignMask: number,
    cpu: number,
  ): PhysAddr {
    if (
      !Number.isSafeInteger(mappingSize) ||
      mappingSize <= 0 ||
      !Number.isSafeInteger(origAddr + mappingSize)
    )
      throw new MisuseError(
        `${device.name}: ${mappingSize} bytes at ${hex(origAddr)} cannot be mapped: a size is a whole number above 0, and a range must not wrap`,
      );
    if (
      (allocAlignMask | 0) !== allocAlignMask ||
      allocAlignMask < 0 ||
      (allocAlignMask & (allocAlignMask + 1)) !== 0
    )
      throw new MisuseError(
        `${device.name}: allocAlignMask ${allocAlignMask} for ${hex(origAddr)} is not one less than a power of two up to 2^31`,
      );
    // An encrypting host bounces through shared memory only, whatever the device could reach.
    const wanted = this.#memEncrypt === 'host' || device.forceDmaUnencrypted;
    this.#admit(device, this.#memEncrypt === 'none' || this.ccShared === wanted);
    const offset = (origAddr & device.minAlignMask & (allocAlignMask | (IO_TLB_SIZE - 1))) >>> 0;
    const end = mappingSize + offset + allocAlignMask;
    const size = end - (end & allocAlignMask);
    const { pool, ledger, slot } = this.#take(device, origAddr, size, allocAlignMask, cpu);
    const head = pool.fill(slot, nrSlots(size), offset >>> IO_TLB_SHIFT, origAddr);
    return this.#note(ledger, head, mappingSize, device);
  }

  /**
   * {@link IoTlbMem.tblMapSingle} for a streaming mapping, with the address for the device.
   *
   * @throws {NotCapableError} also if the device does not reach the slots that were found. They are free
   *   again then, and the next search starts behind them.
   * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_map.
   */
  map(device: SwiotlbDevice, origAddr: PhysAddr, size: number, cpu: number): DmaAddr {
    return this.handOut(device, this.tblMapSingle(device, origAddr, size, 0, cpu), size);
  }

  /** The device's address of a mapping, or if it has none the end of the mapping. @throws {NotCapableError} */
  handOut(device: SwiotlbDevice, tlbAddr: PhysAddr, size: number): DmaAddr {
    const address = tlbAddr + this.#dmaOffset(device);
    const last = address + size - 1;
    if (address >= 0 && last <= device.dmaLimit && Number.isSafeInteger(last)) return dmaAddr(address);
    this.unmap(device, tlbAddr);
    throw new NotCapableError(
      `${device.name} reaches addresses up to ${hex(device.dmaLimit)} only, and the slots found for it are at ${hex(address)}`,
    );
  }

  /**
   * Gives the slots of a mapping back.
   *
   * @throws {MisuseError} unless the address is what was returned to this device, and is not yet given back.
   * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_unmap_single, without the copy.
   */
  unmap(device: SwiotlbDevice, tlbAddr: PhysAddr): void {
    const entry = this.#entry(device, tlbAddr);
    const head = entry.ledger.headOf(device, tlbAddr);
    const mapping = this.#observer.slotsFree && entry.ledger.at(head);
    this.#pools.release(entry, head, tlbAddr & device.minAlignMask & (IO_TLB_SIZE - 1));
    if (mapping) this.#observer.slotsFree?.(mapping);
  }

  /**
   * Takes whole pages without an original, for coherent memory.
   *
   * @throws {FullError} if no run of free slots will do.
   * @throws {NotCapableError} if what the device needs aligned is not page-aligned for the CPU, and as
   *   {@link IoTlbMem.tblMapSingle}.
   * @throws {MisuseError} for a size that makes no sense.
   * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_alloc.
   */
  alloc(device: SwiotlbDevice, size: number, cpu: number): PhysAddr {
    if (!Number.isSafeInteger(size) || size <= 0)
      throw new MisuseError(
        `${device.name}: ${size} bytes cannot be allocated: a size is a whole number above 0`,
      );
    this.#admit(device, this.ccShared === device.forceDmaUnencrypted);
    const alignMask = 2 ** getOrder(size) * PAGE_SIZE - 1;
    const { ledger, slot } = this.#take(device, 0, size, alignMask, cpu);
    const tlbAddr = this.#note(ledger, slot, size, device);
    if (tlbAddr % PAGE_SIZE === 0) return tlbAddr;
    this.unmap(device, tlbAddr);
    throw new NotCapableError(
      `${device.name}: the slots found at ${hex(tlbAddr)} are aligned as the device counts addresses, but they are no whole pages`,
    );
  }

  /**
   * Gives back what {@link IoTlbMem.alloc} returned; false if the address is in no pool of the device.
   *
   * @throws {MisuseError} as {@link IoTlbMem.unmap}.
   * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_free.
   */
  free(device: SwiotlbDevice, tlbAddr: PhysAddr): boolean {
    if (!this.isSwiotlbBuffer(device, tlbAddr)) return false;
    this.unmap(device, tlbAddr);
    return true;
  }

  /** Runs the worker that makes a pool. @returns the pool, or undefined without memory. */
  dynAlloc(): IoTlbPool | undefined {
    return this.#pools.dynAlloc();
  }

  #entry(device: SwiotlbDevice, tlbAddr: PhysAddr): PoolEntry {
    const entry = this.#pools.find(device, tlbAddr);
    if (entry) return entry;
    throw new MisuseError(`${hex(tlbAddr)} is in no pool of ${this.name} that ${device.name} uses`);
  }

  /** Whether these pools have the kind of memory that 7.3 lets the device have. */
  #admit(device: SwiotlbDevice, admitted: boolean): void {
    if (!swiotlbVersions[this.version].tracksCcShared || admitted) return;
    const kind = (shared: boolean) => (shared ? 'shared' : 'private');
    throw new NotCapableError(
      `${device.name} cannot use ${this.name}: it needs ${kind(!this.ccShared)} memory, and that of the pools is ${kind(this.ccShared)}`,
    );
  }

  /** `phys_to_dma` of what the pools are; before 7.3 they were taken for shared. */
  #dmaOffset({ dmaOffset, dmaOffsetEncrypted }: SwiotlbDevice): number {
    return swiotlbVersions[this.version].tracksCcShared && !this.ccShared ? dmaOffsetEncrypted : dmaOffset;
  }

  #take(device: SwiotlbDevice, origAddr: number, size: number, allocAlignMask: number, cpu: number): Taken {
    if (!Number.isInteger(cpu) || cpu < 0) throw new MisuseError(`there is no CPU ${cpu}`);
    const dmaOffset = this.#dmaOffset(device);
    const taken = this.#pools.take({ device, dmaOffset, origAddr, allocSize: size, allocAlignMask }, cpu);
    if (taken) return taken;
    throw new FullError(fullMessage(this.name, this.pools, device, size));
  }

  #note(ledger: MappingLedger, head: number, size: number, device: SwiotlbDevice): PhysAddr {
    const tlbAddr = ledger.add(head, size, device);
    const mapping = this.#observer.slotsHeld && ledger.at(head);
    if (mapping) this.#observer.slotsHeld?.(mapping);
    return tlbAddr;
  }
}

import { hex, type PhysAddr, physAddr } from '../addresses.ts';
import { PAGE_SIZE } from '../memory/index.ts';
import { IO_TLB_SEGSIZE, IO_TLB_SHIFT, IO_TLB_SIZE, nrSlots } from './ioTlb.ts';
import type { SwiotlbDevice } from './swiotlbDevice.ts';

/** Where a pool lies and how it is divided. */
export interface IoTlbPoolGeometry {
  readonly start: PhysAddr;
  /** Slots. */
  readonly nslabs: number;
  /** Parts with a lock, a cursor and a count of their own. */
  readonly nareas: number;
}

/** States of `poolMachine`, once a pool is there. */
export type PoolState = 'ready' | 'suspect' | 'unusable';

/** What slots are wanted for. */
export interface SlotRequest {
  readonly device: SwiotlbDevice;
  /** What to add to the pool's addresses to have the device's, in bytes. */
  readonly dmaOffset: number;
  /** 0 for memory without an original. */
  readonly origAddr: number;
  /** Bytes, with the padding that is wanted in front and behind. */
  readonly allocSize: number;
  /** One less than the alignment of the allocation. */
  readonly allocAlignMask: number;
}

const NSLABS_MAX = 2 ** 24;
/** `orig_addr` of a slot that has no original: it is free, padding, or allocated without one. */
const INVALID_PHYS_ADDR = -1;

/**
 * One pool of bounce slots as Linux keeps it: free lists, areas with their cursors, and what each slot is
 * for. Pure arithmetic on slot numbers; no byte is moved, and nothing is checked that Linux does not check.
 *
 * `list[i]` is the length of the free run that starts in slot `i`, counted neither past the segment of 128
 * slots nor past the pool; 0 is a slot in use.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_init_io_tlb_pool, swiotlb_search_pool_area,
 * swiotlb_release_slots; 7.3 has the same.
 * Left out: locks, since there is one thread; the memory of the slot table, which can be short in Linux.
 */
export class IoTlbPool {
  readonly start: PhysAddr;
  /** First address behind the pool. */
  readonly end: PhysAddr;
  readonly nslabs: number;
  readonly nareas: number;
  readonly areaNslabs: number;
  /** Made for one mapping, and gone with it. */
  readonly transient: boolean;
  /** What became of its memory, in the words of `poolMachine`. */
  readonly state: PoolState;
  readonly list: Uint16Array;
  /** Padding slots in front of an allocation, kept with its first slot that is none. */
  readonly padSlots: Uint16Array;
  /** Original byte that belongs to the slot's data position, or -1. */
  readonly origAddr: Float64Array;
  /**
   * Bytes from the slot's data position to the end of the allocation, padding included. It can be below 0
   * in the last slot, where Linux, whose type is size_t, holds the same number modulo 2^64.
   */
  readonly allocSize: Int32Array;
  /** Slots in use of each area. */
  readonly areaUsed: Int32Array;
  /** Where the search in each area starts, relative to the area. */
  readonly areaIndex: Int32Array;

  /**
   * @param state of its memory. A pool that is `unusable` looks as if all of its slots were in use, for ever.
   * @throws {RangeError} for a geometry that no pool can have, naming it.
   * Source: Linux 7.3 kernel/dma/swiotlb.c swiotlb_mark_pool_used.
   */
  constructor(
    { start, nslabs, nareas }: IoTlbPoolGeometry,
    { transient = false, state = 'ready' }: { readonly transient?: boolean; readonly state?: PoolState } = {},
  ) {
    const refuse = (rule: string) => {
      throw new RangeError(`pool at ${hex(start)} of ${nslabs} slots in ${nareas} areas: ${rule}`);
    };
    if (start % IO_TLB_SIZE !== 0) refuse(`it must start at a multiple of ${IO_TLB_SIZE}`);
    if (!Number.isInteger(nslabs) || nslabs < 1 || nslabs > NSLABS_MAX)
      refuse(`it must have from 1 to ${NSLABS_MAX} slots`);
    if (!Number.isInteger(nareas) || nareas < 1 || nareas > nslabs)
      refuse('it must have at least one area, and no area without slots');
    this.start = start;
    this.end = physAddr(start + nslabs * IO_TLB_SIZE);
    this.nslabs = nslabs;
    this.nareas = nareas;
    this.areaNslabs = Math.floor(nslabs / nareas);
    this.transient = transient;
    this.state = state;
    this.list = new Uint16Array(nslabs).map((_, i) =>
      Math.min(IO_TLB_SEGSIZE - (i % IO_TLB_SEGSIZE), nslabs - i),
    );
    this.padSlots = new Uint16Array(nslabs);
    this.origAddr = new Float64Array(nslabs).fill(INVALID_PHYS_ADDR);
    this.allocSize = new Int32Array(nslabs);
    this.areaUsed = new Int32Array(nareas);
    this.areaIndex = new Int32Array(nareas);
    if (state === 'unusable') {
      this.list.fill(0);
      this.areaUsed.fill(this.areaNslabs);
    }
  }

  /** Whether an address lies in the pool. */
  has(address: PhysAddr): boolean {
    return address >= this.start && address < this.end;
  }

  /** Number of the slot that an address lies in. */
  slotOf(address: PhysAddr): number {
    return Math.floor((address - this.start) / IO_TLB_SIZE);
  }

  /** Slots in use. */
  get used(): number {
    return this.areaUsed.reduce((sum, used) => sum + used, 0);
  }

  /** Longest run of free slots that an allocation could get, were there no alignment to keep. */
  get largestRun(): number {
    let longest = 0;
    for (const run of this.list) if (run > longest) longest = run;
    return longest;
  }

  /**
   * Takes slots of one area: the first run from its cursor on that is long enough, aligned, and crosses no
   * segment boundary of the device.
   *
   * @returns the number of the first slot, or -1. A search that fails moves no cursor.
   */
  take(area: number, { device, dmaOffset, origAddr, allocSize, allocAlignMask }: SlotRequest): number {
    const n = nrSlots(allocSize);
    const { areaNslabs, list } = this;
    if (n > areaNslabs - (this.areaUsed[area] as number)) return -1;
    const { minAlignMask, boundarySize, boundarySlots } = device;
    // Alignments are those of DMA addresses, below the boundary only; they are 32 bits wide and so is `at`.
    const tableDmaAddr = (this.start + dmaOffset) % boundarySize;
    const firstSlot = nrSlots(tableDmaAddr) % boundarySlots;
    const at = tableDmaAddr | 0;
    // Mappings of a page or more were always page-aligned, and some drivers rely on it.
    const historical = !allocAlignMask && !minAlignMask && allocSize >= PAGE_SIZE ? PAGE_SIZE - 1 : 0;
    const alignMask = allocAlignMask | historical | (IO_TLB_SIZE - 1);
    const offsetMask = minAlignMask & ~alignMask;
    const stride = (Math.max(alignMask, offsetMask >>> 0) >>> IO_TLB_SHIFT) + 1;
    // Without an original there is no offset to keep. Linux takes an original at address 0 for none.
    const keptMask = origAddr === 0 ? 0 : offsetMask;
    const kept = origAddr & keptMask;

    const base = area * areaNslabs;
    let index = this.areaIndex[area] as number;
    for (let checked = 0; checked < areaNslabs; ) {
      const slot = base + index;
      const dmaAddr = (at + slot * IO_TLB_SIZE) | 0;
      let step = 1;
      if ((dmaAddr & alignMask) === 0 && (dmaAddr & keptMask) === kept) {
        if ((list[slot] as number) >= n && ((firstSlot + slot) % boundarySlots) + n <= boundarySlots) {
          this.#occupy(slot, n, allocSize - (origAddr & minAlignMask & (IO_TLB_SIZE - 1)));
          const next = index + n;
          this.areaIndex[area] = next >= areaNslabs ? 0 : next;
          this.areaUsed[area] = (this.areaUsed[area] as number) + n;
          return slot;
        }
        step = stride;
      }
      // A cursor that leaves the area starts over at 0, whatever the stride.
      index = index + step >= areaNslabs ? 0 : index + step;
      checked += step;
    }
    return -1;
  }

  #occupy(slot: number, n: number, bytes: number): void {
    const { list, allocSize } = this;
    for (let i = 0; i < n; i++) {
      list[slot + i] = 0;
      allocSize[slot + i] = bytes - i * IO_TLB_SIZE;
    }
    this.#lengthen(slot, 0);
  }

  /** Free runs in front of a slot, in its segment, go on for `run` more slots from there. */
  #lengthen(slot: number, run: number): void {
    const { list } = this;
    let count = run;
    for (let i = slot - 1; (i & (IO_TLB_SEGSIZE - 1)) !== IO_TLB_SEGSIZE - 1 && list[i] !== 0; i--)
      list[i] = ++count;
  }

  /**
   * Says what the slots behind the padding are for, once they are taken.
   *
   * @param slot first slot of the allocation.
   * @returns the first slot that is no padding.
   */
  fill(slot: number, nslots: number, padSlots: number, origAddr: number): number {
    const head = slot + padSlots;
    this.padSlots[head] = padSlots;
    for (let i = head; i < slot + nslots; i++) this.origAddr[i] = origAddr + (i - head) * IO_TLB_SIZE;
    return head;
  }

  /** Bytes of slot `head` in front of the data that is mapped for the device. */
  offsetOf(head: number, { minAlignMask }: SwiotlbDevice): number {
    const origAddr = this.origAddr[head] as number;
    return origAddr < 0 ? 0 : origAddr & minAlignMask & (IO_TLB_SIZE - 1);
  }

  /** Slots of the allocation that has its data from `offset` bytes into slot `head` on. */
  slotsOf(head: number, offset: number): number {
    return nrSlots((this.allocSize[head - (this.padSlots[head] as number)] as number) + offset);
  }

  /**
   * Gives the allocation back whose data starts `offset` bytes into slot `head`, the first that is no
   * padding. Its bytes stay as they are: nothing clears them.
   *
   * The run behind the allocation is looked up in `list` even where the allocation ends with the pool in
   * the middle of a segment, which Linux reads past its table (6.12 and 7.3). What lies there is 0 as a
   * rule, and it is 0 here.
   *
   * @returns how many slots are free again.
   */
  release(head: number, offset: number): number {
    const { list, origAddr, allocSize } = this;
    const slot = head - (this.padSlots[head] as number);
    const n = this.slotsOf(head, offset);
    const behind = slot + n;
    let run = (behind & (IO_TLB_SEGSIZE - 1)) === 0 || behind >= this.nslabs ? 0 : (list[behind] as number);
    for (let i = behind - 1; i >= slot; i--) {
      list[i] = ++run;
      origAddr[i] = INVALID_PHYS_ADDR;
      allocSize[i] = 0;
    }
    this.padSlots[head] = 0;
    this.#lengthen(slot, run);
    const area = Math.floor(slot / this.areaNslabs);
    this.areaUsed[area] = (this.areaUsed[area] as number) - n;
    return n;
  }
}

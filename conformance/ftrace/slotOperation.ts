import {
  IO_TLB_SIZE,
  type IoTlbPool,
  nrSlots,
  type SwiotlbDevice,
  swiotlbDevice,
} from '../../runtime/index.ts';

/** Something that a kernel did to the slots of a pool, somewhere between two lines of a trace. */
export interface SlotOperation {
  /** Line of its beginning, from 1. */
  readonly line: number;
  readonly kind: 'take' | 'release';
  readonly pool: IoTlbPool;
  /** What the trace says came of it: an address, or -1 for none; unknown until its end is read. */
  recorded: number | undefined;
  /** What comes of it here; unknown until it is done. */
  predicted: number | undefined;
  /** The area whose lock its next part takes; each part is one search, or the one release. */
  area(): number;
  /** Does its next part. @returns what undoes it. */
  step(): () => void;
  /** Makes of it what was recorded, as far as that can be. @returns what undoes it. */
  force(): () => void;
}

/** What a search for slots is asked. */
export interface TakeRequest {
  readonly line: number;
  readonly device: SwiotlbDevice;
  readonly cpu: number;
  readonly origAddr: number;
  readonly size: number;
  readonly allocAlignMask: number;
  /** Whether this is memory without an original: swiotlb_alloc. */
  readonly coherent: boolean;
  /** Where only one area is searched: which, and for how many bytes; `size` is then not looked at. */
  readonly search?: { readonly area: number; readonly allocSize: number };
}

/** Address of a slot, for an original with this address. */
export function addressOfSlot(
  pool: IoTlbPool,
  slot: number,
  { origAddr, device, allocAlignMask }: Pick<TakeRequest, 'origAddr' | 'device' | 'allocAlignMask'>,
): number {
  const offset = (origAddr & device.minAlignMask & (allocAlignMask | (IO_TLB_SIZE - 1))) >>> 0;
  return pool.start + slot * IO_TLB_SIZE + offset;
}

/** Where the first slot of each address that was handed out is, and its offset below a slot. */
export type Heads = Map<number, { readonly head: number; readonly offset: number }>;

/** A device without wishes: it takes slots wherever the cursor stands. */
const anyDevice = swiotlbDevice();

/**
 * A search for slots, area by area: each has a lock of its own, so others may come between.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_map_single, swiotlb_alloc, swiotlb_find_slots (without
 * CONFIG_SWIOTLB_DYNAMIC); swiotlb_search_pool_area where one area is searched.
 */
export class TakeOperation implements SlotOperation {
  readonly kind = 'take';
  readonly line: number;
  readonly pool: IoTlbPool;
  recorded: number | undefined = undefined;
  predicted: number | undefined = undefined;
  readonly #heads: Heads;
  readonly #request: TakeRequest;
  /** How far behind a slot boundary the device wants the address. */
  readonly #offset: number;
  readonly #allocSize: number;
  readonly #firstArea: number;
  readonly #areas: number;
  #tried = 0;

  constructor(pool: IoTlbPool, heads: Heads, request: TakeRequest) {
    const { line, device, cpu, origAddr, size, allocAlignMask, coherent, search } = request;
    this.line = line;
    this.pool = pool;
    this.#heads = heads;
    this.#request = request;
    this.#offset = coherent
      ? 0
      : (origAddr & device.minAlignMask & (allocAlignMask | (IO_TLB_SIZE - 1))) >>> 0;
    const end = size + this.#offset + allocAlignMask;
    this.#allocSize = search?.allocSize ?? (coherent ? size : end - (end & allocAlignMask));
    this.#firstArea = search?.area ?? cpu & (pool.nareas - 1);
    this.#areas = search ? 1 : pool.nareas;
  }

  area(): number {
    return (this.#firstArea + this.#tried) % this.pool.nareas;
  }

  step(): () => void {
    const { pool } = this;
    const { device, origAddr, allocAlignMask } = this.#request;
    const area = this.area();
    const cursor = pool.areaIndex[area] as number;
    const allocSize = this.#allocSize;
    const slot = pool.take(area, { device, dmaOffset: 0, origAddr, allocSize, allocAlignMask });
    if (slot < 0) {
      this.#tried++;
      if (this.#tried === this.#areas) this.predicted = -1;
      return () => {
        this.#tried--;
        this.predicted = undefined;
      };
    }
    const address = this.#hold(slot);
    this.predicted = address;
    return () => {
      this.#letGo(address);
      pool.areaIndex[area] = cursor;
      this.predicted = undefined;
    };
  }

  force(): () => void {
    const { pool, recorded = -1, predicted = -1 } = this;
    if (predicted >= 0) this.#letGo(predicted);
    const slot = this.#firstSlotOf(recorded);
    const area = Math.floor(slot / pool.areaNslabs);
    const free =
      recorded >= 0 && area >= 0 && area < pool.nareas && (pool.list[slot] as number) >= this.#nslots;
    const cursor = pool.areaIndex[area] as number;
    if (free) this.#takeAt(slot);
    return () => {
      if (free) {
        this.#letGo(recorded);
        pool.areaIndex[area] = cursor;
      }
      if (predicted >= 0) this.#takeAt(this.#firstSlotOf(predicted));
    };
  }

  get #nslots(): number {
    return nrSlots(this.#allocSize);
  }

  get #padSlots(): number {
    return Math.floor(this.#offset / IO_TLB_SIZE);
  }

  /** How far into its slot the original lies. */
  get #low(): number {
    const { origAddr, device } = this.#request;
    return origAddr & device.minAlignMask & (IO_TLB_SIZE - 1);
  }

  #firstSlotOf(address: number): number {
    return Math.floor((address - this.pool.start) / IO_TLB_SIZE) - this.#padSlots;
  }

  #takeAt(slot: number): void {
    takeAt(this.pool, slot, this.#nslots, this.#allocSize - this.#low);
    this.#hold(slot);
  }

  #hold(slot: number): number {
    const head = this.pool.fill(slot, this.#nslots, this.#padSlots, this.#request.origAddr);
    const address = this.pool.start + head * IO_TLB_SIZE + (this.#offset % IO_TLB_SIZE);
    this.#heads.set(address, { head, offset: this.#low });
    return address;
  }

  #letGo(address: number): void {
    const known = this.#heads.get(address);
    if (!known) return;
    this.pool.release(known.head, known.offset);
    this.#heads.delete(address);
  }
}

/** Slots given back. What is recorded of it is only that it ended. */
export class ReleaseOperation implements SlotOperation {
  readonly kind = 'release';
  readonly line: number;
  readonly pool: IoTlbPool;
  recorded: number | undefined;
  predicted: number | undefined = undefined;
  readonly #heads: Heads;
  readonly #address: number;

  constructor(pool: IoTlbPool, heads: Heads, line: number, address: number) {
    this.line = line;
    this.pool = pool;
    this.recorded = address;
    this.#heads = heads;
    this.#address = address;
  }

  area(): number {
    const slot = Math.floor((this.#address - this.pool.start) / IO_TLB_SIZE);
    return Math.floor(slot / this.pool.areaNslabs);
  }

  step(): () => void {
    const { pool } = this;
    const address = this.#address;
    const known = this.#heads.get(address);
    // Nothing of this trace lies there: there is nothing to give back.
    if (!known) {
      this.predicted = -1;
      return () => {
        this.predicted = undefined;
      };
    }
    const { head, offset } = known;
    const area = this.area();
    const first = head - (pool.padSlots[head] as number);
    const bytes = pool.allocSize[first] as number;
    const origAddr = pool.origAddr[head] as number;
    const count = pool.release(head, offset);
    this.#heads.delete(address);
    this.predicted = address;
    return () => {
      const cursor = pool.areaIndex[area] as number;
      takeAt(pool, first, count, bytes);
      pool.fill(first, count, head - first, origAddr);
      pool.areaIndex[area] = cursor;
      this.#heads.set(address, known);
      this.predicted = undefined;
    };
  }

  force(): () => void {
    return () => {};
  }
}

/** Takes just these slots, which are free, for an allocation of `bytes`. The cursor of their area moves. */
function takeAt(pool: IoTlbPool, slot: number, count: number, bytes: number): void {
  const area = Math.floor(slot / pool.areaNslabs);
  pool.areaIndex[area] = slot - area * pool.areaNslabs;
  // The smallest alignment mask that is one: without it, whole pages would be page-aligned.
  pool.take(area, {
    device: anyDevice,
    dmaOffset: 0,
    origAddr: 0,
    allocSize: count * IO_TLB_SIZE,
    allocAlignMask: IO_TLB_SIZE - 1,
  });
  for (let i = 0; i < count; i++) pool.allocSize[slot + i] = bytes - i * IO_TLB_SIZE;
}

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
export function takeOperation(pool: IoTlbPool, heads: Heads, request: TakeRequest): SlotOperation {
  const { line, device, cpu, origAddr, size, allocAlignMask, coherent, search } = request;
  const offset = coherent ? 0 : (origAddr & device.minAlignMask & (allocAlignMask | (IO_TLB_SIZE - 1))) >>> 0;
  const end = size + offset + allocAlignMask;
  const allocSize = search?.allocSize ?? (coherent ? size : end - (end & allocAlignMask));
  const first = search?.area ?? cpu & (pool.nareas - 1);
  const areas = search ? 1 : pool.nareas;
  const nslots = nrSlots(allocSize);
  const padSlots = Math.floor(offset / IO_TLB_SIZE);
  const low = origAddr & device.minAlignMask & (IO_TLB_SIZE - 1);
  let tried = 0;
  const hold = (slot: number): number => {
    const head = pool.fill(slot, nslots, padSlots, origAddr);
    const address = pool.start + head * IO_TLB_SIZE + (offset % IO_TLB_SIZE);
    heads.set(address, { head, offset: low });
    return address;
  };
  const letGo = (address: number): void => {
    const known = heads.get(address);
    if (!known) return;
    pool.release(known.head, known.offset);
    heads.delete(address);
  };
  const operation: SlotOperation = {
    line,
    kind: 'take',
    pool,
    recorded: undefined,
    predicted: undefined,
    area: () => (first + tried) % pool.nareas,
    step() {
      const area = operation.area();
      const cursor = pool.areaIndex[area] as number;
      const slot = pool.take(area, { device, dmaOffset: 0, origAddr, allocSize, allocAlignMask });
      if (slot < 0) {
        tried++;
        if (tried === areas) operation.predicted = -1;
        return () => {
          tried--;
          operation.predicted = undefined;
        };
      }
      const address = hold(slot);
      operation.predicted = address;
      return () => {
        letGo(address);
        pool.areaIndex[area] = cursor;
        operation.predicted = undefined;
      };
    },
    force() {
      const { recorded = -1, predicted = -1 } = operation;
      if (predicted >= 0) letGo(predicted);
      const slot = Math.floor((recorded - pool.start) / IO_TLB_SIZE) - padSlots;
      const area = Math.floor(slot / pool.areaNslabs);
      const free = recorded >= 0 && area >= 0 && area < pool.nareas && (pool.list[slot] as number) >= nslots;
      const cursor = pool.areaIndex[area] as number;
      if (free) {
        takeAt(pool, slot, nslots, allocSize - low);
        hold(slot);
      }
      return () => {
        if (free) {
          letGo(recorded);
          pool.areaIndex[area] = cursor;
        }
        if (predicted < 0) return;
        const before = Math.floor((predicted - pool.start) / IO_TLB_SIZE) - padSlots;
        takeAt(pool, before, nslots, allocSize - low);
        hold(before);
      };
    },
  };
  return operation;
}

/** Slots given back. What is recorded of it is only that it ended. */
export function releaseOperation(
  pool: IoTlbPool,
  heads: Heads,
  line: number,
  address: number,
): SlotOperation {
  const slot = Math.floor((address - pool.start) / IO_TLB_SIZE);
  const operation: SlotOperation = {
    line,
    kind: 'release',
    pool,
    recorded: address,
    predicted: undefined,
    area: () => Math.floor(slot / pool.areaNslabs),
    step() {
      const known = heads.get(address);
      // Nothing of this trace lies there: there is nothing to give back.
      if (!known) {
        operation.predicted = -1;
        return () => {
          operation.predicted = undefined;
        };
      }
      const { head, offset } = known;
      const area = operation.area();
      const first = head - (pool.padSlots[head] as number);
      const padSlots = head - first;
      const bytes = pool.allocSize[first] as number;
      const origAddr = pool.origAddr[head] as number;
      const count = pool.release(head, offset);
      heads.delete(address);
      operation.predicted = address;
      return () => {
        const cursor = pool.areaIndex[area] as number;
        takeAt(pool, first, count, bytes);
        pool.fill(first, count, padSlots, origAddr);
        pool.areaIndex[area] = cursor;
        heads.set(address, known);
        operation.predicted = undefined;
      };
    },
    force: () => () => {},
  };
  return operation;
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

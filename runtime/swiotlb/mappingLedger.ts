import { hex, type PhysAddr, physAddr } from '../addresses.ts';
import { MisuseError } from '../errors.ts';
import { IO_TLB_SEGSIZE, IO_TLB_SIZE } from './ioTlb.ts';
import type { IoTlbPool } from './ioTlbPool.ts';
import type { SwiotlbDevice } from './swiotlbDevice.ts';

/** One mapping through a bounce pool, or one allocation from it. */
export interface SwiotlbMapping {
  readonly pool: IoTlbPool;
  readonly device: SwiotlbDevice;
  /** Where its data starts: what was handed out. */
  readonly tlbAddr: PhysAddr;
  /** Bytes that were asked for. */
  readonly size: number;
  /** First slot, padding included, and the number of slots. */
  readonly slot: number;
  readonly nslots: number;
  /** Slots at the front that are padding. */
  readonly padSlots: number;
}

/**
 * Which mapping the slots of a pool belong to: what Linux does not keep, and therefore cannot check.
 *
 * Linux trusts the caller with the address: an interior one frees the rest of the mapping, one that is
 * freed already corrupts the free lists, and so does one of another device with another alignment.
 */
export class MappingLedger {
  readonly #pool: IoTlbPool;
  // Both are kept with the head of a mapping, its first slot that is no padding; other slots have none.
  readonly #size: Int32Array;
  readonly #device: (SwiotlbDevice | undefined)[];

  constructor(pool: IoTlbPool) {
    this.#pool = pool;
    this.#size = new Int32Array(pool.nslabs);
    this.#device = new Array<SwiotlbDevice | undefined>(pool.nslabs).fill(undefined);
  }

  /** Notes a mapping. @returns where its data starts. */
  add(head: number, size: number, device: SwiotlbDevice): PhysAddr {
    this.#size[head] = size;
    this.#device[head] = device;
    return physAddr(this.#pool.start + head * IO_TLB_SIZE + this.#pool.offsetOf(head, device));
  }

  /** Forgets a mapping. */
  remove(head: number): void {
    this.#device[head] = undefined;
  }

  /** The mapping that a slot belongs to, padding included. */
  at(slot: number): SwiotlbMapping | undefined {
    // Its head is the nearest one before it, or, for padding, the nearest one behind it.
    let head = slot;
    while (head > slot - IO_TLB_SEGSIZE && this.#device[head] === undefined) head--;
    const mapping = this.#of(head);
    if (mapping && slot < mapping.slot + mapping.nslots) return mapping;
    head = slot + 1;
    while (head < slot + IO_TLB_SEGSIZE && this.#device[head] === undefined) head++;
    const next = this.#of(head);
    return next && slot >= next.slot ? next : undefined;
  }

  #of(head: number): SwiotlbMapping | undefined {
    const device = this.#device[head];
    if (device === undefined) return undefined;
    const pool = this.#pool;
    const padSlots = pool.padSlots[head] as number;
    const offset = pool.offsetOf(head, device);
    return {
      pool,
      device,
      tlbAddr: physAddr(pool.start + head * IO_TLB_SIZE + offset),
      size: this.#size[head] as number,
      slot: head - padSlots,
      nslots: pool.slotsOf(head, offset),
      padSlots,
    };
  }

  /** All live mappings, by address. */
  *all(): Generator<SwiotlbMapping> {
    for (const [head, device] of this.#device.entries()) {
      const mapping = device && this.#of(head);
      if (mapping) yield mapping;
    }
  }

  /**
   * The slot of a mapping's first byte.
   *
   * @throws {MisuseError} unless the address is what mapping gave to this device, and is not yet given back.
   */
  headOf(device: SwiotlbDevice, tlbAddr: PhysAddr): number {
    const slot = this.#pool.slotOf(tlbAddr);
    if (this.#device[slot] === device && (tlbAddr & (IO_TLB_SIZE - 1)) === this.#pool.offsetOf(slot, device))
      return slot;
    const mapping = this.at(slot);
    if (mapping === undefined) throw notMapped(this.#pool, tlbAddr);
    if (mapping.tlbAddr !== tlbAddr)
      throw new MisuseError(
        `${hex(tlbAddr)} is not where a mapping starts: it lies in the slots of ${told(mapping)}; give back the address that mapping returned`,
      );
    throw new MisuseError(`${hex(tlbAddr)} was mapped for ${mapping.device.name}, not for ${device.name}`);
  }

  /**
   * The mapping whose bytes `[tlbAddr, tlbAddr + 1)` are.
   *
   * @throws {MisuseError} if the slot is free or padding, or was mapped for another device.
   */
  holding(device: SwiotlbDevice, tlbAddr: PhysAddr): SwiotlbMapping {
    const mapping = this.at(this.#pool.slotOf(tlbAddr));
    if (mapping === undefined) throw notMapped(this.#pool, tlbAddr);
    if (mapping.device !== device)
      throw new MisuseError(`${hex(tlbAddr)} was mapped for ${mapping.device.name}, not for ${device.name}`);
    if (tlbAddr < mapping.tlbAddr)
      throw new MisuseError(`${hex(tlbAddr)} lies in the padding in front of ${told(mapping)}`);
    return mapping;
  }
}

/** A mapping, as messages name it. */
export const told = ({ tlbAddr, size }: SwiotlbMapping): string =>
  `the mapping of ${size} bytes at ${hex(tlbAddr)}`;

const notMapped = (pool: IoTlbPool, tlbAddr: PhysAddr): MisuseError =>
  new MisuseError(
    `${hex(tlbAddr)} is not mapped: its slot in the pool at ${hex(pool.start)} is free, so it was given back before or never mapped`,
  );

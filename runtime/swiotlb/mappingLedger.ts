import { hex, type PhysAddr, physAddr } from '../addresses.ts';
import { MisuseError } from '../errors.ts';
import { IO_TLB_SIZE } from './ioTlb.ts';
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

const NONE = -1;

/**
 * Which mapping each slot of a pool belongs to: what Linux does not keep, and therefore cannot check.
 *
 * Linux trusts the caller with the address: an interior one frees the rest of the mapping, one that is
 * freed already corrupts the free lists, and so does one of another device with another alignment.
 */
export class MappingLedger {
  readonly #pool: IoTlbPool;
  /** First slot that is no padding, for each slot of a mapping. */
  readonly #head: Int32Array;
  // The following are kept with that slot.
  readonly #offset: Uint16Array;
  readonly #size: Int32Array;
  readonly #nslots: Uint16Array;
  readonly #device: (SwiotlbDevice | undefined)[];

  constructor(pool: IoTlbPool) {
    this.#pool = pool;
    this.#head = new Int32Array(pool.nslabs).fill(NONE);
    this.#offset = new Uint16Array(pool.nslabs);
    this.#size = new Int32Array(pool.nslabs);
    this.#nslots = new Uint16Array(pool.nslabs);
    this.#device = new Array<SwiotlbDevice | undefined>(pool.nslabs).fill(undefined);
  }

  /** Notes a mapping whose data starts `offset` bytes into slot `head`. @returns where that is. */
  add(
    slot: number,
    nslots: number,
    head: number,
    offset: number,
    size: number,
    device: SwiotlbDevice,
  ): PhysAddr {
    for (let i = slot; i < slot + nslots; i++) this.#head[i] = head;
    this.#offset[head] = offset;
    this.#size[head] = size;
    this.#nslots[head] = nslots;
    this.#device[head] = device;
    return this.#addressOf(head);
  }

  #addressOf(head: number): PhysAddr {
    return physAddr(this.#pool.start + head * IO_TLB_SIZE + (this.#offset[head] as number));
  }

  /** Forgets the mapping of slot `head`. */
  remove(head: number): void {
    const first = head - (this.#pool.padSlots[head] as number);
    this.#head.fill(NONE, first, first + (this.#nslots[head] as number));
    this.#device[head] = undefined;
  }

  /** The mapping that a slot belongs to, padding included. */
  at(slot: number): SwiotlbMapping | undefined {
    const head = this.#head[slot] ?? NONE;
    const device = this.#device[head];
    if (device === undefined) return undefined;
    const padSlots = this.#pool.padSlots[head] as number;
    return {
      pool: this.#pool,
      device,
      tlbAddr: this.#addressOf(head),
      size: this.#size[head] as number,
      slot: head - padSlots,
      nslots: this.#nslots[head] as number,
      padSlots,
    };
  }

  /** All live mappings, by address. */
  *all(): Generator<SwiotlbMapping> {
    for (const [head, device] of this.#device.entries()) {
      const mapping = device && this.at(head);
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
    const owner = this.#device[slot];
    if (owner === device && (tlbAddr & (IO_TLB_SIZE - 1)) === this.#offset[slot]) return slot;
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

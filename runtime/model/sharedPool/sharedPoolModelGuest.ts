import { type AnyEvent, type System, sizesOf } from '../../../composition/index.ts';
import type { SharedSlotInput } from '../../../machines/index.ts';
import { dmaAddr, type PhysAddr, physAddr } from '../../addresses.ts';
import { Bus, endpointRequester } from '../../bus/index.ts';
import { MisuseError } from '../../errors.ts';
import { TwoStageIommu } from '../../iommu/index.ts';
import { GuestMemory, PAGE_SIZE, platforms } from '../../memory/index.ts';
import type { Parts } from '../../parts.ts';
import { IO_TLB_SIZE, Swiotlb, type SwiotlbDevice, swiotlbDevice } from '../../swiotlb/index.ts';
import { designInput } from '../designInput.ts';
import type { GuestOnBytes, ModelGuestOptions, Place, Reading } from '../guestOnBytes.ts';
import { hostLife, requireMove } from '../hostLife.ts';
import { MARK_SIZE, SECRET } from '../marks.ts';
import { refuse } from '../refusing.ts';

const platform = platforms.sevSnp;

/**
 * The guest of a design in which several devices bounce, on bytes: one pool of swiotlb for all of them, or one for each, and a second
 * stage through which a device reaches the pools that it may have slots of, whole. A slot is filled with bytes that say for which
 * device they are.
 *
 * Read from the runtime: who holds a slot and what a device is busy with, from the allocator; for whom a slot was filled last, from its
 * bytes; which devices reach a slot, from the second stage.
 */
export class SharedPoolModelGuest implements GuestOnBytes {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly word: string;
  readonly memory: GuestMemory;
  /** What a device has read last. */
  lastRead: Buffer | undefined;
  readonly #slots: number;
  readonly #devices: readonly SwiotlbDevice[];
  /** By slot; slots that any device may have are of one pool. */
  readonly #pools: readonly Swiotlb[];
  readonly #bus: Bus;
  readonly #host: Parts;

  constructor(system: System, { sizes = {}, word = SECRET }: ModelGuestOptions = {}) {
    this.system = system;
    this.word = word;
    this.sizes = sizesOf(system, sizes);
    const { slot: slots = 0, device: devices = 0 } = this.sizes;
    this.#slots = slots;
    this.memory = new GuestMemory({ size: (slots + devices) * PAGE_SIZE, platform });
    this.memory.allocPages(slots * PAGE_SIZE, 'pool', pageAt(0));
    this.memory.setMemoryDecrypted(pageAt(0), slots * PAGE_SIZE);
    this.memory.allocPages(devices * PAGE_SIZE, 0, pageAt(slots));
    const made = (start: PhysAddr, nslabs: number) =>
      new Swiotlb(this.memory, {
        start,
        nslabs,
        nareas: 1,
        version: '7.3',
        forceBounce: true,
        ccShared: true,
      });
    const shared = made(pageAt(0), slots);
    this.#pools = Array.from({ length: slots }, (_, slot) =>
      this.#onlyFor(slot) === null ? shared : made(this.#slotAt(slot), 1),
    );
    this.#bus = new Bus(this.memory.controller);
    this.#devices = Array.from({ length: devices }, (_, device) => {
      const requester = endpointRequester(device, { reaches: 'shared' });
      const stage2 = (at: PhysAddr) => this.#mayReach(device, this.#slotOf(at));
      this.#bus.attach(device, { requester, iommu: new TwoStageIommu(platform, { stage2 }) });
      this.memory.write(pageAt(slots + device), markFor(device));
      return swiotlbDevice({ name: `device ${device}` });
    });
    this.#host = hostLife(system);
  }

  act(event: AnyEvent): void {
    requireMove(this.#host, event);
    const [slot, number] = [Number(event['slot']), Number(event['device'])];
    const [pool, device, holder] = [this.#pools[slot], this.#devices[number], this.#holderOf(slot)];
    if (!pool || !device) throw new RangeError(`there is no slot ${slot}, or no device ${number}`);
    switch (event.type) {
      case 'SLOT_FOR': {
        if (this.#isBusy(number)) refuse(event, 'the device has a request');
        if (holder !== null) refuse(event, `the slot is held for device ${holder}`);
        if (!this.#mayReach(number, slot)) refuse(event, 'the pool is another device’s');
        // The search of the pool begins at the slot of the step.
        const cursor = pool.mem.pools[0]?.areaIndex;
        if (cursor) cursor[0] = (this.#slotAt(slot) - (pool.mem.pools[0]?.start ?? 0)) / IO_TLB_SIZE;
        pool.map(device, pageAt(this.#slots + number), MARK_SIZE, 0);
        return;
      }
      case 'SLOT_BACK':
        if (holder !== number) refuse(event, 'the slot is not held for the device');
        pool.tblUnmapSingle(device, this.#slotAt(slot), MARK_SIZE, 'TO_DEVICE');
        return;
      case 'SLOT_READ':
      case 'SLOT_SNOOPED':
        if ((holder === number) !== (event.type === 'SLOT_READ')) refuse(event, 'the slot is held otherwise');
        this.lastRead = this.#bus.read(number, dmaAddr(this.#slotAt(slot)), MARK_SIZE, 0);
        return;
      default:
        throw new MisuseError(`nothing is known of ${event.type} on bytes`);
    }
  }

  abstractPart(family: string, index: number): Reading {
    if (family === 'host') return { key: '', view: () => this.#host.view(0) };
    if (family === 'poolUser') {
      const value = this.#isBusy(index) ? 'busy' : 'idle';
      return { key: value, view: () => ({ value, context: {} }) };
    }
    if (family !== 'sharedSlot') throw new RangeError(`no bytes stand for ${family}`);
    const device = this.#holderOf(index);
    const left = deviceOf(this.memory.read(this.#slotAt(index), MARK_SIZE));
    return {
      key: `${device} ${left}`,
      view: () => ({
        value: device === null ? 'free' : 'held',
        context: { onlyFor: this.#onlyFor(index), device, left },
      }),
    };
  }

  hostReads(page: number): Buffer {
    return this.memory.controller.raw(pageAt(page), PAGE_SIZE);
  }

  placeOf(at: PhysAddr): Place {
    return { where: `slot ${this.#slotOf(at)}`, tenancy: 0 };
  }

  /** The device that holds a slot, according to the allocator. */
  #holderOf(slot: number): number | null {
    const at = this.#slotAt(slot);
    for (const mapping of this.#pools[slot]?.mem.mappings() ?? [])
      if (mapping.tlbAddr === at) return this.#devices.indexOf(mapping.device);
    return null;
  }

  #isBusy(device: number): boolean {
    return this.#pools.some((_, slot) => this.#holderOf(slot) === device);
  }

  #mayReach(device: number, slot: number): boolean {
    const only = this.#onlyFor(slot);
    return slot >= 0 && (only === null || only === device);
  }

  /** Slots of one pool follow one another, and each pool begins a page. */
  #slotAt(slot: number): PhysAddr {
    return this.#onlyFor(slot) === null ? physAddr(slot * IO_TLB_SIZE) : pageAt(slot);
  }

  /** The slot that an address lies in; -1 for none. */
  #slotOf(at: PhysAddr): number {
    return this.#pools.findIndex((_, slot) => Math.floor((at - this.#slotAt(slot)) / IO_TLB_SIZE) === 0);
  }

  #onlyFor(slot: number): number | null {
    const { onlyFor = null } = designInput<SharedSlotInput>(this.system, 'sharedSlot', slot);
    return onlyFor;
  }
}

const pageAt = (page: number): PhysAddr => physAddr(page * PAGE_SIZE);

const WORDS = 'bytes for device';
/** What lies in the buffers of a device. */
const markFor = (device: number): Buffer =>
  Buffer.alloc(MARK_SIZE, `${WORDS} ${device}`.padEnd(MARK_SIZE), 'latin1');
/** For which device bytes are; `null` for none. */
function deviceOf(bytes: Buffer): number | null {
  const text = bytes.toString('latin1');
  return text.startsWith(WORDS) ? Number(text.slice(WORDS.length)) : null;
}

import { type AnyEvent, type System, sizesOf } from '../../../composition/index.ts';
import type {
  Content,
  DeviceInput,
  DmaDirectInput,
  MappingInput,
  PageInput,
  PoolInput,
  Visibility,
} from '../../../machines/index.ts';
import { type DmaAddr, gpa, type PhysAddr, physAddr } from '../../addresses.ts';
import { Bus, endpointRequester, type Requester, tdiRequester } from '../../bus/index.ts';
import { DmaApi, type DmaDevice, type DmaMapping, dmaDecisions } from '../../dma/index.ts';
import { MisuseError } from '../../errors.ts';
import { noIommu } from '../../iommu/index.ts';
import {
  GuestMemory,
  PAGE_SIZE,
  type PageRules,
  type Platform,
  placeOf,
  platforms,
} from '../../memory/index.ts';
import type { Parts } from '../../parts.ts';
import { IO_TLB_SIZE, type PoolState, Swiotlb, type SwiotlbMapping } from '../../swiotlb/index.ts';
import { designInput } from '../designInput.ts';
import type { GuestOnBytes, ModelGuestOptions, Place, Reading } from '../guestOnBytes.ts';
import { hostLife } from '../hostLife.ts';
import { contentOf, MARK_SIZE, markOf, SECRET } from '../marks.ts';
import { abstractPart } from './abstraction.ts';
import { act } from './actions.ts';

/** A device of a model: as the DMA API has it, and as it is on the bus. */
export interface ModelDevice {
  readonly dma: DmaDevice;
  readonly requester: Requester;
}

/** What a driver remembers of a mapping that it made, until it has used what arrived. */
export interface DriverMapping {
  readonly mapping: DmaMapping;
  readonly life: Parts;
}

/**
 * Arm CCA, or what it would be if it kept the bytes of a page that is converted, as pKVM does: addresses on the bus
 * carry their bit, and a conversion that fails leaves the page with the host, which is the worst case that the page machine
 * has under `unknown`.
 */
const platformOf = ({ onConversion = 'scrub' }: PageInput): Platform => ({ ...platforms.cca, onConversion });

/** Bytes of page 0 that devices with a small mask reach: short buffers are within it, long ones end beyond. */
const REACHED = 1024;

/**
 * The guest of a DMA design, on bytes: memory, pools, DMA API, bus and devices, put together as the families of
 * the system say. The memory of shared pools is the host's from the start, as it converts when it likes; setting a pool up is
 * to be told so.
 *
 * Left out: slots that hold parts of pages, several mappings of a page, and slots in pages that a pool grows
 * by, as in the machines. Whatever no byte and no structure of the kernel holds is kept beside: which tenancy
 * of a page it is (`tenancies`), for whom the bytes of a slot were (`left`), and what drivers remember (`drivers`).
 */
export class ModelGuest implements GuestOnBytes {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly word: string;
  readonly memory: GuestMemory;
  readonly bus: Bus;
  readonly dma: DmaApi;
  readonly host: Parts;
  readonly devices: readonly ModelDevice[];
  readonly swiotlbs: (Swiotlb | undefined)[];
  /** By number of the mapping. */
  readonly drivers: (DriverMapping | undefined)[];
  readonly left: (number | null)[];
  readonly tenancies: number[];
  readonly #poolPages: number;
  #tenancy = 0;

  /** @throws {MisuseError} if the system has no pages and devices, or its design is not known here. */
  constructor(system: System, { sizes = {}, word = SECRET }: ModelGuestOptions = {}) {
    this.system = system;
    this.word = word;
    this.sizes = sizesOf(system, sizes);
    const { page: pages = 0, device: devices = 0, mapping = 0 } = this.sizes;
    const { designs } = dmaDecisions;
    const design = Object.hasOwn(designs, system.name)
      ? designs[system.name as dmaDecisions.DesignName]
      : undefined;
    if (!design || !system.families['page'] || !system.families['dmaDirect'])
      throw new MisuseError(
        `${system.name} cannot be run on bytes: it ${design ? 'has no pages that are mapped for DMA' : 'is no design of runtime/dma/decisions'}`,
      );
    this.swiotlbs = Array.from({ length: this.#has('pool') ? (this.sizes['pool'] ?? 0) : 0 });
    this.left = Array.from({ length: this.#has('slot') ? (this.sizes['slot'] ?? 0) : 0 }, () => null);
    this.drivers = Array.from({ length: mapping });
    this.tenancies = Array.from({ length: pages }, () => 0);
    this.#poolPages = Math.ceil((this.slotsAPool * IO_TLB_SIZE) / PAGE_SIZE);
    const first = this.swiotlbs.length * this.#poolPages;
    this.memory = new GuestMemory({
      // Behind the pages there is room for a buffer that no pool can take.
      size: (first + pages + this.#poolPages + 1) * PAGE_SIZE,
      platform: platformOf(this.input<PageInput>('page', 0)),
      page: (number) => this.input<PageRules>('page', number - first),
    });
    for (let page = 0; page < pages; page++) this.memory.write(this.pageAt(page), markOf('stale', 0));
    for (const pool of this.swiotlbs.keys()) this.#reserve(pool);

    const base = design.base === 'linux612' ? '6.12' : '7.3';
    this.dma = new DmaApi({
      memory: this.memory,
      decisions: design.decisions,
      version: base,
      device: this.input<DeviceInput>('device', 0),
      dmaDirect: this.input<DmaDirectInput>('dmaDirect', 0),
      mapping: this.input<MappingInput>('mapping', 0),
    });
    this.host = hostLife(system);
    this.bus = new Bus(this.memory.controller);
    this.devices = Array.from({ length: devices }, (_, number) => this.#device(number));
  }

  act(event: AnyEvent): void {
    act(this, event);
  }

  abstractPart(family: string, index: number): Reading {
    return abstractPart(this, family, index);
  }

  hostReads(page: number): Buffer {
    const { controller } = this.memory;
    return controller.raw(physAddr(controller.start + page * PAGE_SIZE), PAGE_SIZE);
  }

  placeOf(at: PhysAddr): Place {
    const page = this.pageOf(at);
    if (page !== undefined) return { where: `page ${page}`, tenancy: this.tenancyOfPage(page) };
    const slot = this.slotOf(at);
    return { where: `slot ${slot}`, tenancy: this.tenancyOfSlot(slot) };
  }

  get slotsAPool(): number {
    return Math.ceil(this.left.length / Math.max(1, this.swiotlbs.length));
  }

  pageAt(page: number): PhysAddr {
    return physAddr((this.swiotlbs.length * this.#poolPages + page) * PAGE_SIZE);
  }

  slotAt(slot: number): PhysAddr {
    const pools = this.swiotlbs.length;
    return physAddr((slot % pools) * this.#poolPages * PAGE_SIZE + Math.floor(slot / pools) * IO_TLB_SIZE);
  }

  /** The page that an address lies in, or undefined if it is none of the model's. */
  pageOf(at: PhysAddr): number | undefined {
    const page = Math.floor((at - this.pageAt(0)) / PAGE_SIZE);
    return page in this.tenancies ? page : undefined;
  }

  /** The slot that an address lies in. */
  slotOf(at: PhysAddr): number {
    return this.left.findIndex((_, slot) => this.slotAt(slot) === at - (at % IO_TLB_SIZE));
  }

  /** Number of the page in memory, as `memory.pages` counts. */
  frameOf(page: number): number {
    return this.memory.controller.pageOf(this.pageAt(page));
  }

  poolVisibility(pool: number): Visibility {
    return this.input<PoolInput>('pool', pool).visibility ?? 'shared';
  }

  /** What a family's machine is made with. */
  input<T extends object>(family: string, index: number): T {
    return designInput(this.system, family, index);
  }

  device(number: unknown): ModelDevice {
    const found = this.devices[Number(number)];
    if (!found) throw new MisuseError(`there is no device ${String(number)}`);
    return found;
  }

  /** The live mapping through a slot, according to the allocator. */
  holderOf(slot: number): SwiotlbMapping | undefined {
    const swiotlb = this.swiotlbs[slot % this.swiotlbs.length];
    const at = this.slotAt(slot);
    if (swiotlb) for (const mapping of swiotlb.mem.mappings()) if (mapping.tlbAddr === at) return mapping;
    return undefined;
  }

  /** The tenancy that the bytes of a slot are of: that of the page which it bounces, or of nobody. */
  tenancyOfSlot(slot: number, holder = this.holderOf(slot)): number {
    if (!holder) return -1;
    const page = this.pageOf(physAddr(holder.pool.origAddr[holder.slot] ?? 0));
    return page === undefined ? -1 : (this.tenancies[page] ?? -1);
  }

  /** What a place of memory holds, read as its owner reads it. */
  contentAt(at: PhysAddr, tenancy: number): Content | undefined {
    const { controller } = this.memory;
    const alias = controller.visibility(controller.pageOf(at));
    return contentOf(controller.read(at, MARK_SIZE, { by: 'guest', alias }), tenancy, this.word);
  }

  pageContent(page: number): Content | undefined {
    return this.contentAt(this.pageAt(page), this.tenancyOfPage(page));
  }

  /** A secret in a page that no driver has is somebody's who had it before. */
  tenancyOfPage(page: number): number {
    const { owner } = this.memory.pages.view(this.frameOf(page)).context;
    return owner === 'driver' ? (this.tenancies[page] ?? -1) : -1;
  }

  slotContent(slot: number): Content | undefined {
    return this.contentAt(this.slotAt(slot), this.tenancyOfSlot(slot));
  }

  mark(content: Content, tenancy: number): Buffer {
    return markOf(content, tenancy, this.word);
  }

  /** Which half of the address space an address of a device names. */
  aliasOf(address: DmaAddr): Visibility {
    return placeOf(this.memory.platform, gpa(address)).alias;
  }

  newTenancy(page: number): void {
    this.tenancies[page] = ++this.#tenancy;
  }

  /**
   * The guest is told what became of the memory of a pool, and sets the pool up.
   *
   * @throws {RefusedByStateError} if it is set up already.
   */
  initPool(pool: number, converted: boolean): void {
    if (this.swiotlbs[pool]) throw new MisuseError(`pool ${pool} is set up already`);
    const { failsClosed = true } = this.input<PoolInput>('pool', pool);
    this.swiotlbs[pool] = new Swiotlb(this.memory, {
      name: `pool ${pool}`,
      start: this.slotAt(pool),
      nslabs: this.slotsAPool,
      nareas: 1,
      version: failsClosed ? '7.3' : '6.12',
      ccShared: this.poolVisibility(pool) === 'shared',
      setMemoryDecrypted: () => converted,
      // It was cleared when the host got it, and the host may have written to it since.
      clear: () => {},
    });
    for (const { dma } of this.devices) this.dma.attachPool(dma);
  }

  poolState(pool: number): 'uninitialised' | PoolState {
    return this.swiotlbs[pool]?.mem.pools[0]?.state ?? 'uninitialised';
  }

  #reserve(pool: number): void {
    const at = this.slotAt(pool);
    const bytes = this.#poolPages * PAGE_SIZE;
    this.memory.allocPages(bytes, 'pool', at);
    if (this.poolVisibility(pool) === 'shared') this.memory.setMemoryDecrypted(at, bytes);
    else this.memory.fill(at, bytes, 0);
  }

  #device(number: number): ModelDevice {
    const shared = () => this.swiotlbs.find((_, pool) => this.poolVisibility(pool) === 'shared');
    const own = () => this.swiotlbs.find((_, pool) => this.poolVisibility(pool) === 'private');
    const pools = Object.defineProperties(
      {},
      { default: { get: shared, enumerable: true }, private: { get: own, enumerable: true } },
    );
    const dma = this.dma.addDevice({
      name: `device ${number}`,
      number,
      dmaMask: BigInt(this.pageAt(0) + REACHED - 1),
      pools,
    });
    const requester = this.#has('tdi')
      ? tdiRequester(number, this.input('tdi', number))
      : endpointRequester(number, this.input('endpoint', number));
    this.bus.attach(number, { requester, iommu: noIommu(this.memory.platform) });
    return { dma, requester };
  }

  #has(family: string): boolean {
    return family in this.system.families;
  }
}

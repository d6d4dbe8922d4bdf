import type { PhysAddr } from '../addresses.ts';
import { IO_TLB_MIN_SLABS, IO_TLB_SEGSIZE, IO_TLB_SIZE, nrSlots } from './ioTlb.ts';
import { IoTlbPool, type SlotRequest } from './ioTlbPool.ts';
import { MappingLedger, type SwiotlbMapping } from './mappingLedger.ts';
import { allocPoolPages, freePoolPages, type PoolPages, type PoolRequest } from './poolPages.ts';
import type { SwiotlbDevice } from './swiotlbDevice.ts';
import { type SwiotlbVersion, swiotlbVersions } from './swiotlbVersion.ts';

/** What happens to pools and slots, for whoever lives along. */
export interface SwiotlbObserver {
  /** A pool is new; its `state` says what became of its memory. */
  poolAdded?(pool: IoTlbPool): void;
  /** A pool is no more. `leaked` if its pages could not be given back. */
  poolGone?(pool: IoTlbPool, leaked: boolean): void;
  slotsHeld?(mapping: SwiotlbMapping): void;
  slotsFree?(mapping: SwiotlbMapping): void;
}

/** CONFIG_SWIOTLB_DYNAMIC, of pools that may grow. */
export interface SwiotlbDynamic {
  readonly pages: PoolPages;
  /** Slots and areas that later pools should have. */
  readonly defaultNslabs: number;
  readonly defaultNareas: number;
  /** Highest physical address of later pools. */
  readonly physLimit: number;
  /** CONFIG_ZONE_DMA. Default false. */
  readonly zoneDma?: boolean;
}

/** What goes for all pools of one allocator. */
export interface PoolListOptions {
  readonly version: SwiotlbVersion;
  /** The memory of the pools is shared. */
  readonly ccShared: boolean;
  readonly dynamic?: SwiotlbDynamic | undefined;
  /** Sets the bytes of a new pool to 0. */
  readonly clear?: ((start: PhysAddr, bytes: number) => void) | undefined;
  readonly observer?: SwiotlbObserver | undefined;
}

/** A pool with the mappings in it, and for a transient one the device that it was made for. */
export interface PoolEntry {
  readonly pool: IoTlbPool;
  readonly ledger: MappingLedger;
  readonly madeFor?: SwiotlbDevice;
}

/** Slots that a search found and took. */
export interface Taken extends PoolEntry {
  readonly slot: number;
}

/**
 * The pools of one allocator: which is searched when, which is made when all are full, and which goes.
 *
 * Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_find_slots, swiotlb_search_area, swiotlb_dyn_alloc,
 * swiotlb_del_transient, swiotlb_find_pool.
 */
export class PoolList {
  /** Slots in use, those of transient pools included, and the most that ever were. */
  totalUsed = 0;
  usedHiwater = 0;
  /** Slots of transient pools. */
  transientNslabs = 0;
  /** The worker that makes a pool has been asked for. */
  workPending = false;
  readonly #options: PoolListOptions;
  readonly #observer: SwiotlbObserver;
  /** Newest first. */
  #shared: PoolEntry[] = [];
  #transient: PoolEntry[] = [];

  constructor(options: PoolListOptions) {
    this.#options = options;
    this.#observer = options.observer ?? {};
  }

  /** Pools of all devices, newest first, then the transient ones. */
  get all(): readonly PoolEntry[] {
    return [...this.#shared, ...this.#transient];
  }

  /** Slots of the pools of all devices. */
  get nslabs(): number {
    return this.#shared.reduce((sum, { pool }) => sum + pool.nslabs, 0);
  }

  /** Makes a pool one of all devices. */
  add(pool: IoTlbPool): void {
    this.#shared.unshift(this.#open(pool));
  }

  /** The pool that an address lies in, if the device uses it. */
  find(device: SwiotlbDevice, address: PhysAddr): PoolEntry | undefined {
    for (const entry of this.#shared) if (entry.pool.has(address)) return entry;
    return this.#transient.find(({ pool, madeFor }) => madeFor === device && pool.has(address));
  }

  /** Searches the pools in Linux's order, and makes a transient one if all are full and that is possible. */
  take(request: SlotRequest, cpu: number): Taken | undefined {
    // Only the dynamic kernel looks at this first; the other one searches in vain, which comes to the same.
    if (request.allocSize > IO_TLB_SEGSIZE * IO_TLB_SIZE) return undefined;
    const { dynamic } = this.#options;
    const taken = dynamic ? this.#takeDynamic(dynamic, request, cpu) : this.#takeStatic(request, cpu);
    if (taken) {
      this.totalUsed += nrSlots(request.allocSize);
      if (this.totalUsed > this.usedHiwater) this.usedHiwater = this.totalUsed;
    }
    return taken;
  }

  #takeStatic(request: SlotRequest, cpu: number): Taken | undefined {
    for (const { pool, ledger } of this.#shared) {
      const start = cpu & (pool.nareas - 1);
      let area = start;
      do {
        const slot = pool.take(area, request);
        if (slot >= 0) return { pool, ledger, slot };
        if (++area >= pool.nareas) area = 0;
      } while (area !== start);
    }
    return undefined;
  }

  #takeDynamic(dynamic: SwiotlbDynamic, request: SlotRequest, cpu: number): Taken | undefined {
    for (let k = 0; k < dynamic.defaultNareas; k++) {
      for (const { pool, ledger } of this.#shared) {
        if (k >= pool.nareas) continue;
        const slot = pool.take((cpu + k) & (pool.nareas - 1), request);
        if (slot >= 0) return { pool, ledger, slot };
      }
    }
    const { device, allocSize } = request;
    this.workPending = true;
    const nslabs = nrSlots(allocSize);
    const pool = this.#make(dynamic, {
      nslabs,
      nslabsMin: nslabs,
      nareas: 1,
      physLimit: device.dmaLimit,
      // Whoever maps must not wait, and making pages shared may take a while.
      atomic: this.#tracksCcShared ? this.#options.ccShared : device.forceDmaUnencrypted,
      transient: true,
    });
    if (!pool) return undefined;
    const slot = pool.take(0, request);
    if (slot < 0) {
      this.#free(dynamic, pool);
      return undefined;
    }
    const entry = { ...this.#open(pool), madeFor: device };
    this.#transient.unshift(entry);
    this.transientNslabs += nslabs;
    return { ...entry, slot };
  }

  /** Frees the slots of the mapping whose data starts in slot `head`, and a transient pool with them. */
  release({ pool, ledger }: PoolEntry, head: number, offset: number): void {
    ledger.remove(head);
    this.totalUsed -= pool.release(head, offset);
    if (!pool.transient) return;
    this.#transient = this.#transient.filter((entry) => entry.pool !== pool);
    this.transientNslabs -= pool.nslabs;
    const { dynamic } = this.#options;
    // Only a dynamic kernel has transient pools.
    const leaked = dynamic !== undefined && !this.#free(dynamic, pool);
    this.#observer.poolGone?.(pool, leaked);
  }

  /** The worker that was asked for: makes a pool for all devices, of a smaller size if memory is short. */
  dynAlloc(): IoTlbPool | undefined {
    this.workPending = false;
    const { dynamic } = this.#options;
    if (!dynamic) return undefined;
    const { defaultNslabs, defaultNareas, physLimit } = dynamic;
    const pool = this.#make(dynamic, {
      nslabs: defaultNslabs,
      nslabsMin: IO_TLB_MIN_SLABS,
      nareas: defaultNareas,
      physLimit,
      atomic: false,
      transient: false,
    });
    if (pool) this.add(pool);
    return pool;
  }

  #open(pool: IoTlbPool): PoolEntry {
    const { start, nslabs, state } = pool;
    if (state !== 'unusable') this.#options.clear?.(start, nslabs * IO_TLB_SIZE);
    this.#observer.poolAdded?.(pool);
    return { pool, ledger: new MappingLedger(pool) };
  }

  #make(
    { pages, zoneDma = false }: SwiotlbDynamic,
    request: Omit<PoolRequest, 'convert' | 'zoneDma'> & { readonly transient: boolean },
  ): IoTlbPool | undefined {
    const geometry = allocPoolPages(pages, { ...request, convert: this.#convert, zoneDma });
    return geometry && new IoTlbPool(geometry, { transient: request.transient });
  }

  get #tracksCcShared(): boolean {
    return swiotlbVersions[this.#options.version].tracksCcShared;
  }

  /** Where memory is not encrypted, converting it does nothing; 6.12 asks for it all the same. */
  get #convert(): boolean {
    return !this.#tracksCcShared || this.#options.ccShared;
  }

  #free({ pages }: SwiotlbDynamic, { start, nslabs }: IoTlbPool): boolean {
    return freePoolPages(pages, start, nslabs, this.#convert);
  }
}

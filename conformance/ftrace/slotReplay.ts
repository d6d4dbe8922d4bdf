import { IoTlbPool, physAddr, type SwiotlbDevice, swiotlbDevice } from '../../runtime/index.ts';
import { Linearise } from './linearise.ts';
import { probedRequest } from './probedRequest.ts';
import {
  addressOfSlot,
  type Heads,
  ReleaseOperation,
  type SlotOperation,
  TakeOperation,
} from './slotOperation.ts';
import type { TraceLine } from './traceLine.ts';
import { Words } from './words.ts';

/** Contradictions after which the state of the pools is no longer known, and nothing more is predicted. */
const CONTRADICTIONS_MAX = 20;

/** What the probes of the allocator said, and what of it the allocator here says too. */
export interface SlotReport {
  readonly slotsPredicted: number;
  readonly slotsRecorded: number;
  readonly failuresPredicted: number;
  readonly failuresRecorded: number;
  /** The first contradictions, with their lines. */
  readonly contradictions: readonly {
    readonly line: number;
    readonly recorded: string;
    readonly predicted: string;
  }[];
  /** Most slots in use at once, of each pool by its first address. */
  readonly highWater: Readonly<Record<string, number>>;
  /** Slots that there are in each of these. */
  readonly poolSlots: Readonly<Record<string, number>>;
  /** Pools that were made for want of slots, and those that went again; where none was, nothing. */
  readonly laterPools?: { readonly made: number; readonly gone: number };
}

/** The pool that a device maps through, and what it asks of it. */
export interface PoolGeometry {
  readonly nslabs: number;
  readonly nareas: number;
  readonly minAlignMask: number;
  /** Infinity for none. */
  readonly segBoundaryMask: number;
}

/** A pool, and what was handed out of it. */
interface Replayed {
  readonly pool: IoTlbPool;
  readonly heads: Heads;
}

/** A device, and what its name asked for. */
interface Asking {
  readonly device: SwiotlbDevice;
  readonly minAlignMask: number;
  readonly segBoundaryMask: number;
}

/** An operation under way. */
interface Running {
  readonly probe: 'tbl_map' | 'pool_alloc' | 'search' | 'release';
  readonly operation: SlotOperation;
  readonly addressOf?: (slot: number) => number;
}

/** Whether this is a whole allocation, which says nothing where each search in it is told of. */
const isWhole = (probe: Running['probe']): boolean => probe === 'tbl_map' || probe === 'pool_alloc';

/**
 * Replays the slot allocator of a recorded kernel from the arguments of its calls alone, where probes on
 * swiotlb are in the trace, and compares each address and each failure with what was recorded.
 *
 * With CONFIG_SWIOTLB_DYNAMIC, where pools come and go, it takes probes on the search of one area of one pool: what is then
 * compared is each search, also those that fail before another pool has room. That such a kernel is at work shows in the
 * first search, inside the first map; until then nothing is begun.
 *
 * Left out: in which order a dynamic kernel searches its pools, since the probes say which is searched.
 */
export class SlotReplay {
  readonly #order = new Linearise();
  readonly #pools = new Map<number, Replayed>();
  /** What waits until it is known whether each search is told of. */
  #waiting: { readonly whole: boolean; readonly go: () => void }[] = [];
  #perSearch: boolean | undefined;
  #made = 0;
  #gone = 0;
  /** Devices as they were when they last asked for slots. */
  readonly #devices = new Map<string, Asking>();
  /** Devices as probes print them, in quotes. */
  readonly #names = new Words((quoted) => quoted.replaceAll('"', ''));
  /** Operations under way on each CPU; an interrupt comes on top of what it interrupts. */
  readonly #running: Running[][] = [];
  readonly #highWater = new Map<number, number>();
  readonly #poolSlots = new Map<number, number>();
  readonly #geometries = new Map<string, PoolGeometry>();

  /** How a line of a probe is read; nothing for other events. */
  readerOf(event: string): ((line: TraceLine, number: number) => void) | undefined {
    switch (event) {
      case 'tbl_map':
        return (line, number) => this.#take(line, number, 'tbl_map');
      case 'tbl_map_ret':
        return (line) => this.#end(line.cpu, 'tbl_map', addressOf(line.hex(' tlb=')));
      case 'release':
        return (line, number) => this.#release(line, number);
      case 'release_ret':
        return (line) => this.#end(line.cpu, 'release', undefined);
      case 'search':
        return (line, number) => {
          this.#decide(true);
          this.#take(line, number, 'search');
        };
      case 'search_ret':
        return (line) => this.#endSearch(line.cpu, line.decimal(' slot='));
      case 'dyn_pool_ret':
        return (line) => {
          // Nothing is said of a pool that could not be made.
          if (line.hex(' start=') > 0) this.#made++;
        };
      case 'dyn_free':
        return (line) => {
          this.#gone++;
          // Its memory may become that of another pool.
          this.#pools.delete(line.hex(' start='));
        };
      case 'pool_alloc':
        return (line, number) => this.#take(line, number, 'pool_alloc');
      case 'pool_alloc_ret':
        return (line) => {
          // The page struct that it returned says nothing; the address is in the dma_alloc that follows.
          if (line.hex(' page=') === 0) this.#end(line.cpu, 'pool_alloc', -1);
        };
      default:
        return undefined;
    }
  }

  /** Coherent memory was handed out on a CPU: perhaps what was just taken from a pool there. */
  allocated(cpu: number, address: number): void {
    this.#end(cpu, 'pool_alloc', addressOf(address));
  }

  /** The pool that a device was first seen to map through; nothing where it is not the only one. */
  geometry(device: string): PoolGeometry | undefined {
    return this.#perSearch ? undefined : this.#geometries.get(device);
  }

  report(): SlotReport {
    const { agreed, recorded, contradictions } = this.#order.result;
    const told = (address: number) => (address < 0 ? 'none' : address.toString(16));
    return {
      slotsPredicted: agreed.taken,
      slotsRecorded: recorded.taken,
      failuresPredicted: agreed.failed,
      failuresRecorded: recorded.failed,
      contradictions: contradictions.map((one) => ({
        line: one.line,
        recorded: told(one.recorded),
        predicted: told(one.predicted),
      })),
      highWater: Object.fromEntries([...this.#highWater].map(([start, used]) => [start.toString(16), used])),
      poolSlots: Object.fromEntries(
        [...this.#poolSlots].map(([start, nslabs]) => [start.toString(16), nslabs]),
      ),
      ...(this.#made > 0 ? { laterPools: { made: this.#made, gone: this.#gone } } : {}),
    };
  }

  #take(line: TraceLine, number: number, probe: 'tbl_map' | 'pool_alloc' | 'search'): void {
    const asked = probedRequest(line, probe, this.#names);
    if (!asked) return;
    const { origAddr, size, allocAlignMask, minAlignMask, segBoundaryMask, nslabs, nareas, area } = asked;
    const there = this.#pool(asked.start, nslabs, nareas);
    const device = this.#device(asked.device, minAlignMask, segBoundaryMask);
    if (!there || !device || (area ?? 0) >= there.pool.nareas) return;
    if (!this.#geometries.has(asked.device))
      this.#geometries.set(asked.device, { nslabs, nareas, minAlignMask, segBoundaryMask });
    const coherent = probe === 'pool_alloc';
    const common = { line: number, device, cpu: line.cpu, origAddr, size, allocAlignMask, coherent };
    const request = area === undefined ? common : { ...common, search: { area, allocSize: size } };
    const operation = new TakeOperation(there.pool, there.heads, request);
    const addressOf = (slot: number) => addressOfSlot(there.pool, slot, request);
    this.#begin(line.cpu, { probe, operation, addressOf });
  }

  /** A search found this slot; or none, which is told as -1, signed or not. */
  #endSearch(cpu: number, slot: number): void {
    const running = this.#running[cpu]?.findLast(({ probe }) => probe === 'search');
    if (!running) return;
    const isSlot = slot >= 0 && slot < running.operation.pool.nslabs;
    this.#end(cpu, 'search', isSlot ? (running.addressOf?.(slot) ?? -1) : -1);
  }

  /** Whether each search is told of is known from now on; what has waited goes on, or is dropped where searches say it better. */
  #decide(perSearch: boolean): void {
    if (this.#perSearch !== undefined) return;
    this.#perSearch = perSearch;
    if (perSearch)
      for (const [cpu, running] of this.#running.entries())
        this.#running[cpu] = (running ?? []).filter(({ probe }) => !isWhole(probe));
    for (const { whole, go } of this.#waiting) if (!whole || !perSearch) go();
    this.#waiting = [];
  }

  #release(line: TraceLine, number: number): void {
    const address = line.hex(' tlb=');
    for (const { pool, heads } of this.#pools.values()) {
      if (!pool.has(address as never)) continue;
      this.#begin(line.cpu, {
        probe: 'release',
        operation: new ReleaseOperation(pool, heads, number, address),
      });
      return;
    }
  }

  #begin(cpu: number, running: Running): void {
    if (this.#perSearch && isWhole(running.probe)) return;
    const others = this.#running[cpu] ?? [];
    this.#running[cpu] = others;
    others.push(running);
    this.#inOrder(isWhole(running.probe), () => this.#order.begin(running.operation));
  }

  #inOrder(whole: boolean, go: () => void): void {
    if (this.#perSearch === undefined) this.#waiting.push({ whole, go });
    else if (this.#known) go();
  }

  /** The latest operation of this kind on a CPU is over. */
  #end(cpu: number, probe: Running['probe'], recorded: number | undefined): void {
    const running = this.#running[cpu] ?? [];
    const at = running.findLastIndex((one) => one.probe === probe);
    const found = running[at];
    if (!found) return;
    running.splice(at, 1);
    if (isWhole(probe)) this.#decide(false);
    const { operation } = found;
    operation.recorded = recorded ?? operation.recorded;
    this.#inOrder(isWhole(probe), () => {
      this.#order.end(operation);
      const { start, used, nslabs } = operation.pool;
      if (used > (this.#highWater.get(start) ?? 0)) {
        this.#highWater.set(start, used);
        this.#poolSlots.set(start, nslabs);
      }
    });
  }

  get #known(): boolean {
    return this.#order.result.contradictions.length < CONTRADICTIONS_MAX;
  }

  #pool(start: number, nslabs: number, nareas: number): Replayed | undefined {
    const known = this.#pools.get(start);
    if (known) return known;
    const pool = ifAny(() => new IoTlbPool({ start: physAddr(start), nslabs, nareas }));
    if (!pool) return undefined;
    const made = { pool, heads: new Map() };
    this.#pools.set(start, made);
    return made;
  }

  #device(name: string, minAlignMask: number, segBoundaryMask: number): SwiotlbDevice | undefined {
    const known = this.#devices.get(name);
    if (known?.minAlignMask === minAlignMask && known.segBoundaryMask === segBoundaryMask)
      return known.device;
    const boundary = Number.isFinite(segBoundaryMask) ? { segBoundaryMask: BigInt(segBoundaryMask) } : {};
    const device = ifAny(() => swiotlbDevice({ name, minAlignMask, ...boundary }));
    if (device) this.#devices.set(name, { device, minAlignMask, segBoundaryMask });
    return device;
  }
}

/** What is made; nothing if no kernel has such a thing, since the line was cut or spoilt. */
function ifAny<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What was recorded of an operation that returned an address, or none. */
const addressOf = (hex: number): number => (Number.isFinite(hex) ? hex : -1);

import { IoTlbPool, physAddr, type SwiotlbDevice, swiotlbDevice } from '../../runtime/index.ts';
import { Linearise } from './linearise.ts';
import { type Heads, releaseOperation, type SlotOperation, takeOperation } from './slotOperation.ts';
import type { TraceLine } from './traceLine.ts';

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
}

/** The pool that a device maps through, and what it asks of it. */
export interface PoolGeometry {
  readonly nslabs: number;
  readonly nareas: number;
  readonly minAlignMask: number;
  /** Infinity for none. */
  readonly segBoundaryMask: number;
}

/**
 * Replays the slot allocator of a recorded kernel from the arguments of its calls alone, where probes on
 * swiotlb are in the trace, and compares each address and each failure with what was recorded.
 *
 * Left out: CONFIG_SWIOTLB_DYNAMIC, whose later pools only other probes tell of.
 */
export class SlotReplay {
  readonly #order = new Linearise();
  readonly #pools = new Map<number, IoTlbPool>();
  readonly #heads: Heads = new Map();
  readonly #devices = new Map<string, SwiotlbDevice>();
  /** Operations under way on each CPU; an interrupt comes on top of what it interrupts. */
  readonly #running: { readonly probe: string; readonly operation: SlotOperation }[][] = [];
  readonly #highWater = new Map<number, number>();
  readonly #geometries = new Map<string, PoolGeometry>();

  /** Reads a line of a probe; lines of others are passed over. */
  read(line: TraceLine, number: number): void {
    switch (line.event) {
      case 'tbl_map':
        this.#take(line, number, false);
        break;
      case 'tbl_map_ret':
        this.#end(line.cpu, 'tbl_map', addressOf(line.hex(' tlb=')));
        break;
      case 'release':
        this.#release(line, number);
        break;
      case 'release_ret':
        this.#end(line.cpu, 'release', undefined);
        break;
      case 'pool_alloc':
        this.#take(line, number, true);
        break;
      case 'pool_alloc_ret':
        // The page struct that it returned says nothing; the address is in the dma_alloc that follows.
        if (line.hex(' page=') === 0) this.#end(line.cpu, 'pool_alloc', -1);
        break;
    }
  }

  /** Coherent memory was handed out on a CPU: perhaps what was just taken from a pool there. */
  allocated(cpu: number, address: number): void {
    this.#end(cpu, 'pool_alloc', addressOf(address));
  }

  /** The pool that a device was first seen to map through. */
  geometry(device: string): PoolGeometry | undefined {
    return this.#geometries.get(device);
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
        [...this.#highWater.keys()].map((start) => [start.toString(16), this.#pools.get(start)?.nslabs ?? 0]),
      ),
    };
  }

  #take(line: TraceLine, number: number, coherent: boolean): void {
    const name = (line.word(' dev=') ?? '').replaceAll('"', '');
    const origAddr = coherent ? 0 : line.hex(' orig=');
    const size = line.decimal(' size=');
    const allocAlignMask = coherent ? coherentMask(size) : line.hex(' amask=');
    const minAlignMask = line.hex(' mam=');
    const boundary = line.hex(' segb=');
    const start = line.hex(' pool=');
    const nslabs = line.decimal(' nslabs=');
    const nareas = line.decimal(' nareas=');
    if (origAddr < 0 || size <= 0 || allocAlignMask < 0 || minAlignMask < 0 || boundary < 0 || start < 0)
      return;
    const pool = this.#pool(start, nslabs, nareas);
    const device = this.#device(name, minAlignMask, boundary);
    if (!pool || !device) return;
    if (!this.#geometries.has(name))
      this.#geometries.set(name, { nslabs, nareas, minAlignMask, segBoundaryMask: boundary });
    this.#begin(
      line.cpu,
      coherent ? 'pool_alloc' : 'tbl_map',
      takeOperation(pool, this.#heads, {
        line: number,
        device,
        cpu: line.cpu,
        origAddr,
        size,
        allocAlignMask,
        coherent,
      }),
    );
  }

  #release(line: TraceLine, number: number): void {
    const address = line.hex(' tlb=');
    const pool = [...this.#pools.values()].find((one) => one.has(address as never));
    if (pool) this.#begin(line.cpu, 'release', releaseOperation(pool, this.#heads, number, address));
  }

  #begin(cpu: number, probe: string, operation: SlotOperation): void {
    const running = this.#running[cpu] ?? [];
    this.#running[cpu] = running;
    running.push({ probe, operation });
    if (this.#known) this.#order.begin(operation);
  }

  /** The latest operation of this kind on a CPU is over. */
  #end(cpu: number, probe: string, recorded: number | undefined): void {
    const running = this.#running[cpu] ?? [];
    const at = running.findLastIndex((one) => one.probe === probe);
    const [found] = at < 0 ? [] : running.splice(at, 1);
    if (!found) return;
    const { operation } = found;
    operation.recorded = recorded ?? operation.recorded;
    if (!this.#known) return;
    this.#order.end(operation);
    const { start, used } = operation.pool;
    if (used > (this.#highWater.get(start) ?? 0)) this.#highWater.set(start, used);
  }

  get #known(): boolean {
    return this.#order.result.contradictions.length < CONTRADICTIONS_MAX;
  }

  #pool(start: number, nslabs: number, nareas: number): IoTlbPool | undefined {
    return once(this.#pools, start, () => new IoTlbPool({ start: physAddr(start), nslabs, nareas }));
  }

  #device(name: string, minAlignMask: number, boundary: number): SwiotlbDevice | undefined {
    const segBoundary = Number.isFinite(boundary) ? { segBoundaryMask: BigInt(boundary) } : {};
    return once(this.#devices, `${name} ${minAlignMask} ${boundary}`, () =>
      swiotlbDevice({ name, minAlignMask, ...segBoundary }),
    );
  }
}

/** What is known by a key, or is made; nothing if no kernel has such a thing, since the line was cut or spoilt. */
function once<K, T>(known: Map<K, T>, key: K, make: () => T): T | undefined {
  const there = known.get(key);
  if (there !== undefined) return there;
  try {
    const made = make();
    known.set(key, made);
    return made;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Source: Linux 6.12 kernel/dma/swiotlb.c swiotlb_alloc: pages, aligned to the next power of two. */
function coherentMask(size: number): number {
  let bytes = 4096;
  while (bytes < size) bytes *= 2;
  return bytes - 1;
}

/** What was recorded of an operation that returned an address, or none. */
const addressOf = (hex: number): number => (Number.isFinite(hex) ? hex : -1);

import { IO_TLB_SIZE, IoTlbPool, physAddr, swiotlbDevice } from '../../runtime/index.ts';
import type { PoolGeometry } from './slotReplay.ts';

/** Rounds that must be alike before they are told of: a driver may well try again some times. */
const ROUNDS_MIN = 10;

/** A mapping that is tried: its bytes, and where its memory is. */
export interface Mapped {
  readonly size: number;
  readonly physAddr: number;
}

/** The same mappings tried over and over, each time up to the same failure. */
export interface Retry {
  readonly device: string;
  /** Line of the first failure. */
  readonly line: number;
  readonly rounds: number;
  /** Mappings that succeed in each round, and bytes of the one that fails. */
  readonly mappings: number;
  readonly failingBytes: number;
  /** Whether the round succeeded at last. */
  readonly ended: boolean;
  /**
   * Whether these mappings and the failing one fit into the pool when nothing else is in it; nothing where no
   * probe tells of the pool. If they do not, the round can never succeed: a livelock.
   */
  readonly fitsEmptyPool?: boolean;
  /** Slots that these mappings and the failing one need together, and slots of the pool; as `fitsEmptyPool`. */
  readonly slotsNeeded?: number;
  readonly poolSlots?: number;
}

/** What a device failed with last, and how often in a row. */
interface Failure {
  /** Lines of the first of the alike failures, and of the latest. */
  readonly first: number;
  latest: number;
  readonly round: readonly Mapped[];
  readonly key: string;
  rounds: number;
}

/** Looks for rounds of mappings that fail alike: drivers whose request is larger than what the pool can hold. */
export class Retries {
  readonly #failures = new Map<string, Failure>();
  readonly #found: Retry[] = [];

  /** Line of the last failure of a device; what it has mapped since is its present round. */
  latest(device: string): number {
    return this.#failures.get(device)?.latest ?? 0;
  }

  /** A mapping failed: the last one of `round`. */
  failed(device: string, line: number, round: readonly Mapped[], pool: PoolGeometry | undefined): void {
    const key = round.map(({ size, physAddr }) => `${size} ${physAddr}`).join();
    const before = this.#failures.get(device);
    if (before?.key === key) {
      before.rounds++;
      before.latest = line;
      return;
    }
    this.#close(device, pool, true);
    this.#failures.set(device, { first: line, latest: line, round, key, rounds: 1 });
  }

  /** @param alive whether a device has mapped anything after its last failure that is still alive. */
  finish(
    pool: (device: string) => PoolGeometry | undefined,
    alive: (device: string) => boolean,
  ): readonly Retry[] {
    for (const device of this.#failures.keys()) this.#close(device, pool(device), alive(device));
    return this.#found;
  }

  #close(device: string, pool: PoolGeometry | undefined, ended: boolean): void {
    const failure = this.#failures.get(device);
    if (!failure || failure.rounds < ROUNDS_MIN) return;
    const { first, rounds, round } = failure;
    this.#found.push({
      device,
      line: first,
      rounds,
      mappings: round.length - 1,
      failingBytes: round.at(-1)?.size ?? 0,
      ended,
      ...(pool
        ? {
            fitsEmptyPool: fits(round, pool),
            slotsNeeded: round.reduce((slots, mapped) => slots + slotsOf(mapped, pool), 0),
            poolSlots: pool.nslabs,
          }
        : {}),
    });
  }
}

/** Bytes that a mapping takes of a pool, from the beginning of its first slot on. */
const allocSizeOf = ({ size, physAddr: origAddr }: Mapped, { minAlignMask }: PoolGeometry): number =>
  size + (origAddr & minAlignMask & (IO_TLB_SIZE - 1));

const slotsOf = (mapped: Mapped, pool: PoolGeometry): number =>
  Math.ceil(allocSizeOf(mapped, pool) / IO_TLB_SIZE);

/** Whether mappings fit into an empty pool, in their order, wherever their search begins. */
function fits(round: readonly Mapped[], geometry: PoolGeometry): boolean {
  const { nslabs, nareas, minAlignMask, segBoundaryMask } = geometry;
  const device = swiotlbDevice({
    minAlignMask,
    ...(Number.isFinite(segBoundaryMask) ? { segBoundaryMask: BigInt(segBoundaryMask) } : {}),
  });
  return Array.from({ length: nareas }, (_, cpu) => cpu).some((cpu) => {
    const pool = new IoTlbPool({ start: physAddr(0), nslabs, nareas });
    return round.every((mapped) =>
      Array.from({ length: nareas }, (_, k) => (cpu + k) % nareas).some(
        (area) =>
          pool.take(area, {
            device,
            dmaOffset: 0,
            origAddr: mapped.physAddr,
            allocSize: allocSizeOf(mapped, geometry),
            allocAlignMask: 0,
          }) >= 0,
      ),
    );
  });
}

import { FullError } from '../errors.ts';
import { BLK_HEADER_BYTES, BLK_ID_BYTES, BLK_SECTOR_BYTES, blkRequestType, blkStatus } from './blkRequest.ts';
import type { BusMemory } from './busMemory.ts';
import type { GuestBuffer, RequestQueue } from './requestQueue.ts';

/** A request failed, as the device says or as can be seen from what it did. */
export class BlkError extends Error {
  override readonly name = 'BlkError';
}

/** Where the driver keeps headers and status bytes: {@link blkArenaBytes} bytes of the guest's own memory. */
export interface BlkArena {
  readonly address: number;
  /** Requests that can be in flight at once. */
  readonly depth: number;
}

/** What the CPU and what the device writes lie in cache lines of their own. */
const BYTES_IN_ARENA = 128;
const STATUS_AT = 64;
/** No status that a device may give: a byte that still reads so was never written. */
const NOT_WRITTEN = 0xff;

/** Header, data, status. */
const DESCRIPTORS = 3;

/** Bytes of an arena for `depth` requests in flight. */
export const blkArenaBytes = (depth: number): number => BYTES_IN_ARENA * depth;

/** One transfer between a buffer of the guest and the disk; `length` in bytes. */
export interface BlkTransfer {
  readonly type: 'IN' | 'OUT';
  readonly sector: number;
  readonly address: number;
  readonly length: number;
}

/**
 * The driver of a virtio block device. What the device claims is not believed where the driver can see
 * better: a status byte that was never written, or a used length that leaves part of the answer unwritten,
 * fails the request. That bytes which were claimed were also written cannot be seen from here.
 *
 * Source: virtio 1.4 "Block Device"; Linux 7.2 drivers/block/virtio_blk.c virtblk_add_req, virtblk_done.
 * Left out: merging and splitting of requests, timeouts, retries.
 */
export class BlkDriver {
  readonly #queue: RequestQueue;
  readonly #memory: BusMemory;
  readonly #arena: BlkArena;
  #failed: BlkError | undefined;

  /** @param memory the guest's memory as its own CPU sees it. */
  constructor(queue: RequestQueue, memory: BusMemory, arena: BlkArena) {
    this.#queue = queue;
    this.#memory = memory;
    this.#arena = arena;
  }

  /**
   * Carries out transfers, as many at once as arena, ring and bounce pool have room for.
   *
   * @throws {BlkError} for the first that fails.
   * @throws {FullError} for one that does not even fit alone.
   * @throws {DeviceStuckError} @throws {RingError} as {@link RequestQueue.finish}.
   */
  async transfer(transfers: readonly BlkTransfer[]): Promise<void> {
    for (let at = 0; at < transfers.length; ) {
      at += this.#fill(transfers.slice(at, at + this.#arena.depth));
      await this.#finish();
    }
  }

  /** Puts transfers into the queue until ring or bounce pool is full, and says how many went in. */
  #fill(transfers: readonly BlkTransfer[]): number {
    for (const [slot, { type, sector, address, length }] of transfers.entries()) {
      if (!this.#queue.fits(DESCRIPTORS)) return slot;
      const direction = type === 'IN' ? 'FROM_DEVICE' : 'TO_DEVICE';
      const data = [{ address, length, direction }] as const;
      try {
        this.#add(slot, blkRequestType[type], sector, data, `${type} of sector ${sector}`);
      } catch (error) {
        // What is in flight makes room when it is done; with nothing in flight there will never be room.
        if (error instanceof FullError && slot > 0) return slot;
        throw error;
      }
    }
    return transfers.length;
  }

  /** Has the device write to its medium what it holds. Throws as {@link transfer}. */
  async flush(): Promise<void> {
    this.#add(0, blkRequestType.FLUSH, 0, [], 'FLUSH');
    await this.#finish();
  }

  /**
   * The device's name for itself. Throws as {@link transfer}.
   *
   * @param address of 20 bytes for the answer.
   */
  async id(address: number): Promise<string> {
    this.#add(
      0,
      blkRequestType.GET_ID,
      0,
      [{ address, length: BLK_ID_BYTES, direction: 'FROM_DEVICE' }],
      'GET_ID',
    );
    await this.#finish();
    const bytes = new Uint8Array(BLK_ID_BYTES);
    this.#memory.read(address, bytes);
    const end = bytes.indexOf(0);
    return new TextDecoder('latin1').decode(end < 0 ? bytes : bytes.subarray(0, end));
  }

  #add(slot: number, type: number, sector: number, data: readonly GuestBuffer[], what: string): void {
    const header = this.#arena.address + BYTES_IN_ARENA * slot;
    const status = header + STATUS_AT;
    const fields = new Uint8Array(BLK_HEADER_BYTES);
    const view = new DataView(fields.buffer);
    view.setUint32(0, type, true);
    view.setBigUint64(8, BigInt(sector), true);
    this.#memory.write(header, fields);
    this.#memory.write(status, Uint8Array.of(NOT_WRITTEN));
    const answered = data.reduce(
      (sum, { length, direction }) => sum + (direction === 'FROM_DEVICE' ? length : 0),
      1,
    );
    this.#queue.add({
      buffers: [
        { address: header, length: BLK_HEADER_BYTES, direction: 'TO_DEVICE' },
        ...data,
        { address: status, length: 1, direction: 'FROM_DEVICE' },
      ],
      done: (written) => {
        const byte = new Uint8Array(1);
        this.#memory.read(status, byte);
        const wrong = fault(byte[0] ?? NOT_WRITTEN, written, answered);
        if (wrong) this.#failed ??= new BlkError(`${what}: ${wrong}`);
      },
    });
  }

  /** Every request comes back before the first that failed is reported, so that no buffer stays exposed. */
  async #finish(): Promise<void> {
    this.#failed = undefined;
    await this.#queue.finish();
    if (this.#failed) throw this.#failed;
  }
}

function fault(status: number, written: number, answered: number): string | undefined {
  if (status === NOT_WRITTEN) return 'the device gave it back without writing its status';
  if (status === blkStatus.UNSUPP) return 'VIRTIO_BLK_S_UNSUPP, the device does not do that';
  if (status !== blkStatus.OK) return 'VIRTIO_BLK_S_IOERR, the device could not do it';
  return written < answered
    ? `the device says that it wrote ${written} of ${answered} bytes; the rest is stale`
    : undefined;
}

/** Bytes of the disk, from the first 8 bytes of its configuration. */
export const blkCapacity = (config: Uint8Array): number =>
  Number(new DataView(config.buffer, config.byteOffset).getBigUint64(0, true)) * BLK_SECTOR_BYTES;

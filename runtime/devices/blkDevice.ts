import {
  BLK_HEADER_BYTES,
  BLK_ID_BYTES,
  BLK_SECTOR_BYTES,
  blkFeatures,
  blkRequestType,
  blkStatus,
} from '../virtio/blkRequest.ts';
import type { BusMemory } from '../virtio/busMemory.ts';
import type { AvailableChain } from '../virtio/deviceQueue.ts';
import { RingError } from '../virtio/ringError.ts';
import { gather, lengthOf, scatter } from '../virtio/segments.ts';
import type { DeviceType } from './virtioDevice.ts';

/** What a disk keeps its sectors in. Offsets and lengths are in bytes. */
export interface BlockStore {
  readonly bytes: number;
  readonly readOnly: boolean;
  /** @throws {Error} if the medium fails: the request then ends in VIRTIO_BLK_S_IOERR. */
  read(offset: number, into: Uint8Array): void;
  write(offset: number, from: Uint8Array): void;
  flush(): void;
}

/**
 * virtio-blk: reads, writes, flushes and tells its name. Requests outside the disk, writes to a read-only
 * one and lengths that are no whole sectors end in VIRTIO_BLK_S_IOERR, other types in VIRTIO_BLK_S_UNSUPP.
 * Where descriptors begin and end makes no difference. A read that fails fills its buffer with zeroes, so
 * that the used length is true and nobody mistakes what was there before for data.
 *
 * Source: virtio 1.4 "Block Device", "Device Operation".
 * Left out: several queues, discard, write zeroes, topology, lifetime.
 */
export function blkDevice(store: BlockStore, id: string): DeviceType {
  const config = new Uint8Array(24);
  new DataView(config.buffer).setBigUint64(0, BigInt(Math.floor(store.bytes / BLK_SECTOR_BYTES)), true);
  new DataView(config.buffer).setUint32(20, BLK_SECTOR_BYTES, true);
  return {
    features: blkFeatures.FLUSH | blkFeatures.BLK_SIZE | (store.readOnly ? blkFeatures.RO : 0n),
    queues: 1,
    config,
    serve: (chain, memory) => serve(store, id, chain, memory),
  };
}

/** What a device allocates for a request is the driver's to say, and so is bounded here. */
const REQUEST_BYTES_MAX = 64 * 1024 * 1024;

function serve(store: BlockStore, id: string, { segments }: AvailableChain, memory: BusMemory): number {
  const readable = segments.filter(({ writable }) => !writable);
  const writable = segments.filter((segment) => segment.writable);
  const room = lengthOf(writable);
  const given = lengthOf(readable);
  if (given + room > REQUEST_BYTES_MAX)
    throw new RingError(`a request of ${given + room} bytes is larger than this device takes`);
  if (given < BLK_HEADER_BYTES) throw new RingError(`a request of ${given} bytes has no whole header`);
  if (room < 1) throw new RingError('a request has no byte for its status');

  const header = new DataView(gather(memory, readable, 0, BLK_HEADER_BYTES).buffer);
  const type = header.getUint32(0, true);
  const sector = header.getUint32(8, true) + header.getUint32(12, true) * 2 ** 32;
  const offset = sector * BLK_SECTOR_BYTES;
  const inBytes = room - 1;
  const outBytes = given - BLK_HEADER_BYTES;
  const within = (length: number) =>
    length % BLK_SECTOR_BYTES === 0 &&
    offset + length <= store.bytes &&
    Number.isSafeInteger(offset + length);

  let status: number = blkStatus.OK;
  let answer = new Uint8Array(0);
  try {
    switch (type) {
      case blkRequestType.IN:
        if (within(inBytes)) {
          answer = new Uint8Array(inBytes);
          store.read(offset, answer);
        } else status = blkStatus.IOERR;
        break;
      case blkRequestType.OUT:
        if (within(outBytes) && !store.readOnly)
          store.write(offset, gather(memory, readable, BLK_HEADER_BYTES, outBytes));
        else status = blkStatus.IOERR;
        break;
      case blkRequestType.FLUSH:
        store.flush();
        break;
      case blkRequestType.GET_ID:
        answer = new TextEncoder().encode(id).slice(0, BLK_ID_BYTES);
        break;
      default:
        status = blkStatus.UNSUPP;
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    status = blkStatus.IOERR;
  }
  const whole = new Uint8Array(room);
  if (status === blkStatus.OK) whole.set(answer.subarray(0, inBytes));
  whole[inBytes] = status;
  scatter(memory, writable, whole);
  return room;
}

/** What the file system says went wrong; everything else is not the medium's fault. */
const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string';

import type { FeatureBit } from '../../machines/index.ts';
import { physAddr } from '../addresses.ts';
import { PAGE_SIZE } from '../memory/index.ts';
import { BlkDriver, blkArenaBytes, blkCapacity } from '../virtio/blkDriver.ts';
import { blkFeatures } from '../virtio/blkRequest.ts';
import { machineBitsOf, resetDevice } from '../virtio/negotiate.ts';
import { openQueue } from '../virtio/openQueue.ts';
import type { VirtioTransport } from '../virtio/virtioTransport.ts';
import { type AddressKind, type DmaCounts, DriverDma } from './driverDma.ts';
import type { Guest } from './guest.ts';
import { HostWatch } from './hostWatch.ts';
import { fillMarks, MARK_BYTES, type SecretKind, SeenMarks } from './secrets.ts';

/** The image behind the disk, as whoever holds it has it. */
export interface Medium {
  read(offset: number, into: Uint8Array): void;
  write(offset: number, from: Uint8Array): void;
}

/** What is to be done with a disk. */
export interface BlkRunOptions {
  readonly guest: Guest;
  readonly device: VirtioTransport;
  readonly medium: Medium;
  /** Bytes of the disk that are written and read, from its beginning; whole sectors. */
  readonly bytes: number;
  /** Compare every byte, as it comes back and as it lies on the medium. */
  readonly verify: boolean;
  readonly declines?: readonly FeatureBit[];
  readonly legacy?: boolean;
  /** A clock, in milliseconds. */
  readonly now: () => number;
  /** Told after each part with the bytes that are done; false ends the run there. */
  readonly goOn: (done: number) => Promise<boolean>;
}

/** What came of it. Sizes in bytes, times in milliseconds. */
export interface BlkRun {
  readonly done: number;
  readonly written: { readonly bytes: number; readonly ms: number };
  readonly read: { readonly bytes: number; readonly ms: number };
  readonly verified: number;
  /** What ended the run early, if something did. */
  readonly failure?: Error;
  readonly accepted: readonly FeatureBit[];
  readonly addresses?: AddressKind;
  readonly dma: DmaCounts;
  readonly slots: { readonly total: number; readonly hiwater: number };
  /** Marked bytes that the host has read in plaintext. */
  readonly seen: Readonly<Record<SecretKind, number>>;
}

const REQUEST_BYTES = 16 << 10;
/** Three descriptors each in a ring of 128, and slots for all of them in a pool of 1 MiB. */
const DEPTH = 32;
const WINDOW_BYTES = REQUEST_BYTES * DEPTH;
/** Buffers begin so far behind the beginning of a page: what is before is somebody else's. */
const INSET = 512;
const SECTOR = 512;

/** The disk came back with other bytes than were written. */
export class VerifyError extends Error {
  override readonly name = 'VerifyError';
}

/**
 * Writes a marked pattern to a disk through a guest of some design and reads it back, part by part, and puts
 * back what was there: what the host has seen meanwhile is in the result. Whatever ends the run early is in
 * the result too; the part that was under way is then put back past the device.
 */
export async function runBlk(options: BlkRunOptions): Promise<BlkRun> {
  const { guest, medium, now } = options;
  const seen = new SeenMarks();
  const watch = new HostWatch(options.device, guest.memory, seen);
  const dma = new DriverDma(guest);
  const written = { bytes: 0, ms: 0 };
  const read = { bytes: 0, ms: 0 };
  let [done, verified] = [0, 0];
  let accepted: readonly FeatureBit[] = [];
  let addresses: AddressKind | undefined;
  let failure: Error | undefined;
  let underWay: { offset: number; bytes: Buffer } | undefined;
  try {
    const { declines = [], legacy = false } = options;
    const negotiation = { driver: guest.driver, wants: blkFeatures.FLUSH, declines, legacy };
    const opened = await openQueue({ transport: watch, dma, ringMemory: guest.cpu, negotiation });
    accepted = machineBitsOf(opened.accepted);
    addresses = dma.kind;
    const capacity = blkCapacity(await watch.config(0, 8));
    const bytes = Math.min(options.bytes, capacity);
    const disk = new Disk(
      guest,
      new BlkDriver(opened.queue, guest.cpu, {
        address: marked(guest, blkArenaBytes(DEPTH), 0),
        depth: DEPTH,
      }),
      Math.min(WINDOW_BYTES, bytes),
    );
    const timed = async (total: typeof read, length: number, work: () => Promise<void>) => {
      const began = now();
      await work();
      total.ms += now() - began;
      total.bytes += length;
    };
    for (let offset = 0; offset < bytes; offset = done) {
      const length = Math.min(WINDOW_BYTES, bytes - offset);
      const firstMark = offset / MARK_BYTES;
      const pattern = Buffer.alloc(length);
      fillMarks(pattern, 'payload', firstMark);
      const before = Buffer.alloc(length);
      medium.read(offset, before);

      disk.fillEarlier(length, firstMark);
      await timed(read, length, () => disk.read(offset, length));
      if (options.verify) compare('the device reads', offset, disk.received(length), before);
      underWay = { offset, bytes: before };
      disk.give(pattern);
      await timed(written, length, () => disk.write(offset, length));
      if (options.verify) {
        disk.fillEarlier(length, firstMark);
        await timed(read, length, () => disk.read(offset, length));
        compare('the device gives back', offset, disk.received(length), pattern);
        const there = Buffer.alloc(length);
        medium.read(offset, there);
        compare('the medium holds', offset, there, pattern);
        verified += length;
      }
      disk.give(before);
      await timed(written, length, () => disk.write(offset, length));
      underWay = undefined;
      done += length;
      if (!(await options.goOn(done))) break;
    }
    await disk.flush();
    await resetDevice(watch);
    opened.queue.release();
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    if (underWay) medium.write(underWay.offset, underWay.bytes);
  }
  watch.lookAtEverything();
  return {
    done,
    written,
    read,
    verified,
    ...(failure ? { failure } : {}),
    accepted,
    ...(addresses ? { addresses } : {}),
    dma: dma.counts,
    slots: guest.slots,
    seen: seen.bytes,
  };
}

/** Pages of the driver with `bytes` to be used from {@link INSET} on, and marks of somebody else all around. */
function marked(guest: Guest, bytes: number, firstMark: number): number {
  const size = Math.ceil((INSET + bytes) / PAGE_SIZE) * PAGE_SIZE;
  const pages = guest.allocPages(size);
  const all = Buffer.alloc(size);
  fillMarks(all, 'neighbour', firstMark);
  all.fill(0, INSET, INSET + bytes);
  guest.memory.write(physAddr(pages), all);
  return pages + INSET;
}

/** A disk with a buffer to send from and one to receive in. */
class Disk {
  readonly #guest: Guest;
  readonly #driver: BlkDriver;
  readonly #sent: number;
  readonly #received: number;

  /** @param room bytes of each buffer. */
  constructor(guest: Guest, driver: BlkDriver, room: number) {
    this.#guest = guest;
    this.#driver = driver;
    this.#sent = marked(guest, room, WINDOW_BYTES);
    this.#received = marked(guest, room, 2 * WINDOW_BYTES);
  }

  /** The buffer to receive in holds something of the guest's own, that was never for a device. */
  fillEarlier(length: number, firstMark: number): void {
    const bytes = Buffer.alloc(length);
    fillMarks(bytes, 'earlier', firstMark);
    this.#guest.memory.write(physAddr(this.#received), bytes);
  }

  give(bytes: Uint8Array): void {
    this.#guest.memory.write(physAddr(this.#sent), bytes);
  }

  received(length: number): Buffer {
    return this.#guest.memory.read(physAddr(this.#received), length);
  }

  read(offset: number, length: number): Promise<void> {
    return this.#transfer('IN', this.#received, offset, length);
  }

  write(offset: number, length: number): Promise<void> {
    return this.#transfer('OUT', this.#sent, offset, length);
  }

  flush(): Promise<void> {
    return this.#driver.flush();
  }

  #transfer(type: 'IN' | 'OUT', buffer: number, offset: number, length: number): Promise<void> {
    const count = Math.ceil(length / REQUEST_BYTES);
    return this.#driver.transfer(
      Array.from({ length: count }, (_, i) => ({
        type,
        sector: (offset + i * REQUEST_BYTES) / SECTOR,
        address: buffer + i * REQUEST_BYTES,
        length: Math.min(REQUEST_BYTES, length - i * REQUEST_BYTES),
      })),
    );
  }
}

/** @throws {VerifyError} at the first byte that is another. */
function compare(what: string, offset: number, found: Buffer, wanted: Buffer): void {
  if (found.equals(wanted)) return;
  const at = wanted.findIndex((byte, i) => byte !== found[i]);
  throw new VerifyError(
    `${what} byte 0x${found[at]?.toString(16)} at ${offset + at}, where 0x${wanted[at]?.toString(16)} was written`,
  );
}

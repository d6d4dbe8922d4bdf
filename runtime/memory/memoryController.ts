import type { Visibility } from '../../machines/index.ts';
import { hex, type PhysAddr, physAddr } from '../addresses.ts';
import { MemoryFaultError } from '../errors.ts';
import { type Accessor, dataPath } from './dataPath.ts';
import { GRANULE, type PageCipher, pageCipher } from './pageCipher.ts';
import { PAGE_SIZE } from './pageSize.ts';
import type { Platform } from './platforms.ts';

/**
 * Guest-physical memory as hardware keeps it: one store of bytes, in which private pages are encrypted, and
 * for each page whom it belongs to. It knows who accesses and decides by the rules of the platform; it
 * knows nothing of kernels. At first every page is private, and nobody has written it: the guest reads noise.
 */
export class MemoryController {
  readonly platform: Platform;
  readonly start: PhysAddr;
  readonly pages: number;
  readonly #bytes: Buffer;
  readonly #cipher: PageCipher;
  /** 1 is shared. */
  readonly #shared: Uint8Array;
  readonly #poisoned: Uint8Array;

  /** @throws {RangeError} unless `start` is at a page and there is at least one page. */
  constructor(platform: Platform, start: PhysAddr, pages: number, seed: number) {
    if (start % PAGE_SIZE !== 0 || !Number.isSafeInteger(pages) || pages < 1)
      throw new RangeError(
        `memory of ${pages} pages at ${hex(start)}: it must have a page and start at a multiple of ${PAGE_SIZE}`,
      );
    this.platform = platform;
    this.start = start;
    this.pages = pages;
    this.#bytes = Buffer.alloc(pages * PAGE_SIZE);
    this.#cipher = pageCipher(seed);
    this.#shared = new Uint8Array(pages);
    this.#poisoned = new Uint8Array(pages);
  }

  /** Whether a range lies in memory as a whole. */
  contains(at: PhysAddr, size: number): boolean {
    return at >= this.start && at + size <= this.start + this.#bytes.length;
  }

  /**
   * The page number of an address, with a range that begins there checked.
   *
   * @throws {RangeError} if the range is not in memory as a whole.
   */
  pageOf(at: PhysAddr, size = 1): number {
    if (!Number.isSafeInteger(size) || size < 0)
      throw new RangeError(`${size} bytes at ${hex(at)}: a size is a whole number, at least 0`);
    if (!this.contains(at, size))
      throw new RangeError(
        `${size} bytes at ${hex(at)} are not in memory, which is from ${hex(this.start)} to ${hex(this.start + this.#bytes.length)}`,
      );
    return Math.floor((at - this.start) / PAGE_SIZE);
  }

  visibility(page: number): Visibility {
    return this.#shared[page] === 1 ? 'shared' : 'private';
  }

  /** @throws {MemoryFaultError} where the platform does not let the accessor through. */
  read(at: PhysAddr, size: number, accessor: Accessor): Buffer {
    const into = Buffer.allocUnsafe(size);
    this.#eachPiece(at, size, accessor, 'read', (through, page, from, to, done) => {
      const bytes = through === 'raw' ? this.#page(page) : this.#decrypted(page, to);
      bytes.copy(into, done, from, to);
    });
    return into;
  }

  /** @throws {MemoryFaultError} as {@link read}. */
  write(at: PhysAddr, bytes: Uint8Array, accessor: Accessor): void {
    this.#eachPiece(at, bytes.length, accessor, 'write', (through, page, from, to, done) => {
      const piece = bytes.subarray(done, done + to - from);
      if (through === 'raw') this.#page(page).set(piece, from);
      else this.#encrypt(page, from, piece);
    });
  }

  /** Bytes as the store holds them, in place: the data of pages that are shared, noise of others. */
  raw(at: PhysAddr, size: number): Buffer {
    this.pageOf(at, size);
    return this.#bytes.subarray(at - this.start, at - this.start + size);
  }

  /** `memmove` within the store, for ranges that the caller has found to be in memory and shared. */
  moveRaw(to: PhysAddr, from: PhysAddr, size: number): void {
    this.#bytes.copyWithin(to - this.start, from - this.start, from - this.start + size);
  }

  /** Gives a page to the other side, with what the platform makes of its bytes. */
  convert(page: number, to: Visibility): void {
    const { onConversion } = this.platform;
    const plain = onConversion === 'keep' ? this.#plain(page) : ZEROS;
    this.#shared[page] = to === 'shared' ? 1 : 0;
    this.#poisoned[page] = 0;
    if (onConversion === 'raw') return;
    if (to === 'shared') this.#page(page).set(plain);
    else this.#encrypt(page, 0, plain);
  }

  /** A copy of what its owner reads from a page. */
  #plain(page: number): Buffer {
    return this.#shared[page] === 1 ? Buffer.from(this.#page(page)) : this.#decrypted(page, PAGE_SIZE);
  }

  #page(page: number): Buffer {
    return this.#bytes.subarray(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  }

  /** The page up to `to`, and up to the end of that granule. */
  #decrypted(page: number, to: number): Buffer {
    return this.#cipher.decrypt(page, this.#page(page).subarray(0, granules(to)));
  }

  /** Only granules that are written change in the store; those written in part are read first. */
  #encrypt(page: number, from: number, piece: Uint8Array): void {
    const to = from + piece.length;
    const whole = from % GRANULE === 0 && to % GRANULE === 0;
    const plain = whole ? Buffer.alloc(to) : this.#decrypted(page, to);
    plain.set(piece, from);
    const start = from - (from % GRANULE);
    this.#cipher.encrypt(page, plain).copy(this.#page(page), start, start);
  }

  /** Goes over a range page by page, and stops at the first that the accessor does not get at. */
  #eachPiece(
    at: PhysAddr,
    size: number,
    accessor: Accessor,
    access: 'read' | 'write',
    move: (through: 'raw' | 'key', page: number, from: number, to: number, done: number) => void,
  ): void {
    const first = this.pageOf(at, size);
    let from = (at - this.start) % PAGE_SIZE;
    for (let done = 0, page = first; done < size; page++) {
      const to = Math.min(PAGE_SIZE, from + size - done);
      const path = dataPath(
        this.platform,
        accessor,
        access,
        this.visibility(page),
        this.#poisoned[page] === 1,
      );
      if ('fault' in path)
        throw new MemoryFaultError(
          path.fault,
          physAddr(at + done),
          `${nameOf(accessor)} may not ${access} this page, which is ${this.visibility(page)}`,
        );
      if (path.poisons) this.#poisoned[page] = 1;
      move(path.through, page, from, to, done);
      done += to - from;
      from = 0;
    }
  }
}

const nameOf = (accessor: Accessor): string => {
  if (accessor.by === 'host') return 'the host';
  const alias = `the ${accessor.alias} alias`;
  return accessor.by === 'guest' ? `the guest at ${alias}` : `a device with T=${accessor.t} at ${alias}`;
};

const ZEROS = Buffer.alloc(PAGE_SIZE);

const granules = (bytes: number): number => Math.ceil(bytes / GRANULE) * GRANULE;

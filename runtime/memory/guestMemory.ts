import type { AnyEvent, PartView } from '../../composition/index.ts';
import { type PageInput, pageMachine, type Visibility } from '../../machines/index.ts';
import { type Gpa, hex, type PhysAddr, physAddr } from '../addresses.ts';
import { ConversionError, FullError, MisuseError } from '../errors.ts';
import { Parts } from '../parts.ts';
import type { CpuMemory } from './cpuMemory.ts';
import { DirectMap, type DirectMapEntry } from './directMap.ts';
import { placeOf } from './encoding.ts';
import { type ConversionAnswer, type ConversionPolicy, HostMemory } from './hostMemory.ts';
import { MemoryController } from './memoryController.ts';
import { PAGE_SIZE } from './pageSize.ts';
import { type Platform, platforms } from './platforms.ts';

/** What a design says of pages; what conversion does to their bytes is the platform's. */
export type PageRules = Omit<PageInput, 'onConversion'>;

/** What a guest's memory is made of. Sizes in bytes, whole pages. */
export interface GuestMemoryOptions {
  readonly size: number;
  /** Physical address of the first byte. Default 0. */
  readonly start?: PhysAddr;
  /** Default TDX. */
  readonly platform?: Platform;
  /** Makes the key. Default 0. */
  readonly seed?: number;
  /** Rules of the page machine, the same for all pages or by page number. */
  readonly page?: PageRules | ((page: number) => PageRules);
  /** Default: the host converts whatever it is asked to. */
  readonly conversions?: ConversionPolicy;
}

/** Who takes pages from the page allocator: the driver of a device, by its number, or a bounce pool. */
export type PageOwner = number | 'pool';

/**
 * A guest's memory as its kernel manages it: pages with owners that are converted between private and
 * shared, each living as {@link pageMachine} says, and the direct map through which the CPU reaches them.
 *
 * Which bytes are secret is not known here: whoever wants the page machine to know what a page holds, or
 * that it is mapped for DMA, steps `pages` (WRITE, MAP_DIRECT, …) beside moving the bytes.
 */
export class GuestMemory implements CpuMemory {
  readonly platform: Platform;
  readonly controller: MemoryController;
  readonly host: HostMemory;
  /** The life of each page. A page does not know its number: in its events it is always `page: 0`. */
  readonly pages: Parts;
  readonly #map: DirectMap;
  readonly #conversions: ConversionPolicy;

  /** @throws {RangeError} unless size and start are multiples of the page size. */
  constructor(options: GuestMemoryOptions) {
    const { size, start = physAddr(0), platform = platforms.tdx, seed = 0, page, conversions } = options;
    this.platform = platform;
    this.controller = new MemoryController(platform, start, size / PAGE_SIZE, seed);
    this.host = new HostMemory(this.controller);
    this.#map = new DirectMap(this.controller);
    this.pages = new Parts(
      { machine: pageMachine, input: (index: number) => pageInput(page, platform, index) },
      this.controller.pages,
      (index) => `page ${hex(start + index * PAGE_SIZE)}`,
    );
    this.#conversions = conversions ?? (() => 'converts');
  }

  read(at: PhysAddr, size: number): Buffer {
    return this.#map.read(at, size);
  }

  write(at: PhysAddr, bytes: Uint8Array): void {
    this.#map.write(at, bytes);
  }

  copy(to: PhysAddr, from: PhysAddr, size: number): void {
    this.#map.copy(to, from, size);
  }

  fill(at: PhysAddr, size: number, byte: number): void {
    this.#map.fill(at, size, byte);
  }

  /** What the CPU reads at an alias of its choice, whatever the direct map says. */
  readAt(address: Gpa, size: number): Buffer {
    const { at, alias } = placeOf(this.platform, address);
    return this.controller.read(at, size, { by: 'guest', alias });
  }

  /** As {@link readAt}. */
  writeAt(address: Gpa, bytes: Uint8Array): void {
    const { at, alias } = placeOf(this.platform, address);
    this.controller.write(at, bytes, { by: 'guest', alias });
  }

  /** What the page of an address is to hardware. */
  visibility(at: PhysAddr): Visibility {
    return this.controller.visibility(this.controller.pageOf(at));
  }

  /** By which alias the kernel reaches the page of an address. */
  directMapEntry(at: PhysAddr): DirectMapEntry {
    return this.#map.entry(this.controller.pageOf(at));
  }

  /**
   * Takes pages from the page allocator: the lowest that fit, or those at an address.
   *
   * @throws {FullError} if there is no such run of free pages.
   * @throws {RefusedByStateError} if one of the pages asked for is not free.
   */
  allocPages(size: number, owner: PageOwner, at?: PhysAddr): PhysAddr {
    const taken = owner === 'pool' ? POOL_GROW : { type: 'ALLOC', page: 0, device: owner };
    const start = at ?? this.#lowestFree(size, taken);
    const range = this.#range(start, size);
    this.pages.stepAll(range, () => taken);
    if (owner === 'pool') return start;
    for (const page of range)
      if (this.#context(page)['clearsOnAlloc'] === true) this.fill(this.#address(page), PAGE_SIZE, 0);
    return start;
  }

  /**
   * Gives pages back, with their bytes in them.
   *
   * @throws {RefusedByStateError} for a page that is shared, in doubt, mapped, or nobody's.
   */
  freePages(at: PhysAddr, size: number): void {
    this.pages.stepAll(this.#range(at, size), (page) =>
      this.#context(page)['owner'] === 'pool' ? POOL_SHRINK : FREE,
    );
  }

  /**
   * `set_memory_decrypted`: shares whole pages with the host. Until the host answers, and for good if it
   * fails, the direct map is in between; nothing is rolled back, as in Linux.
   *
   * @throws {ConversionError} if the host lets it fail: pages before the one that failed are converted, this
   *   one and those after it are in doubt.
   * @throws {RefusedByStateError} for a page that is not somebody's to convert; then nothing has changed.
   */
  setMemoryDecrypted(at: PhysAddr, size: number): void {
    this.#convert(at, size, 'shared');
  }

  /** `set_memory_encrypted`: takes whole pages back. It throws as {@link setMemoryDecrypted} does. */
  setMemoryEncrypted(at: PhysAddr, size: number): void {
    this.#convert(at, size, 'private');
  }

  /** The first half of a conversion: the guest asks, and has not been answered. It throws as the whole. */
  requestConversion(at: PhysAddr, size: number, to: Visibility): void {
    const range = this.#range(at, size);
    this.pages.stepAll(range, (page) => {
      if (to === 'private') return UNSHARE;
      return shareWith(Number(this.#context(page)['device'] ?? 0));
    });
    for (const page of range) this.#map.map(page, this.platform.directMapMeanwhile);
  }

  /**
   * The second half, for one page: what the host does, or says that it cannot do.
   *
   * @throws {RefusedByStateError} if nobody has asked for the page to be converted.
   */
  answerConversion(at: PhysAddr, answer: ConversionAnswer): void {
    const page = this.controller.pageOf(at);
    const to = this.#answer(page, answer);
    if (answer === 'converts') this.#map.map(page, to);
  }

  #convert(at: PhysAddr, size: number, to: Visibility): void {
    this.requestConversion(at, size, to);
    const range = this.#range(at, size);
    let failed: PhysAddr | undefined;
    for (const page of range) {
      const address = this.#address(page);
      const answer = failed === undefined ? this.#conversions(address, to) : this.#untouched(page);
      this.#answer(page, answer);
      if (answer !== 'converts') failed ??= address;
    }
    if (failed !== undefined)
      throw new ConversionError(
        failed,
        `the host lets the conversion to ${to} of ${size} bytes at ${hex(at)} fail at ${hex(failed)}: leak them all, since any of them may be shared`,
      );
    for (const page of range) this.#map.map(page, to);
  }

  /** A page whose turn did not come is as it was; but the guest has only the host's word for that. */
  #untouched(page: number): ConversionAnswer {
    return { failsLeaving: this.controller.visibility(page) };
  }

  #answer(page: number, answer: ConversionAnswer): Visibility {
    const converts = answer === 'converts';
    const before = this.controller.visibility(page);
    const wanted = this.pages.view(page).value === 'sharing' ? 'shared' : 'private';
    this.pages.step(page, converts ? CONVERTED : CONVERSION_FAILS);
    const now = converts ? wanted : answer.failsLeaving;
    if (now !== before) this.controller.convert(page, now);
    return now;
  }

  #lowestFree(size: number, taken: AnyEvent): PhysAddr {
    const wanted = wholePages(this.controller.start, size);
    for (let page = 0, run = 0; page < this.controller.pages; page++) {
      run = this.pages.admits(page, taken) ? run + 1 : 0;
      if (run === wanted) return this.#address(page + 1 - run);
    }
    throw new FullError(`no ${wanted} free pages in a row: free some, or make memory larger`);
  }

  #range(at: PhysAddr, size: number): number[] {
    const count = wholePages(at, size);
    const first = this.controller.pageOf(at, size);
    return Array.from({ length: count }, (_, i) => first + i);
  }

  #address(page: number): PhysAddr {
    return physAddr(this.controller.start + page * PAGE_SIZE);
  }

  #context(page: number): PartView['context'] {
    return this.pages.view(page).context;
  }
}

/** Bytes that stay as they are come out as noise: to the machine, which knows no noise, they are kept. */
function pageInput(page: GuestMemoryOptions['page'], platform: Platform, index: number): PageInput {
  const rules = typeof page === 'function' ? page(index) : page;
  return { ...rules, onConversion: platform.onConversion === 'scrub' ? 'scrub' : 'keep' };
}

const POOL_GROW = { type: 'POOL_GROW', pool: 0, page: 0 } as const;
const POOL_SHRINK = { type: 'POOL_SHRINK', pool: 0, page: 0 } as const;
const FREE = { type: 'FREE', page: 0 } as const;
const UNSHARE = { type: 'UNSHARE', page: 0 } as const;
const CONVERTED = { type: 'CONVERTED', page: 0 } as const;
const CONVERSION_FAILS = { type: 'CONVERSION_FAILS', page: 0 } as const;

/** The same object for the same device: the table of the pages then knows it again. */
const shares = new Map<number, AnyEvent>();
function shareWith(device: number): AnyEvent {
  const share = shares.get(device) ?? { type: 'SHARE', page: 0, device };
  shares.set(device, share);
  return share;
}

function wholePages(at: PhysAddr, size: number): number {
  if (at % PAGE_SIZE !== 0 || size % PAGE_SIZE !== 0 || size === 0)
    throw new MisuseError(
      `${size} bytes at ${hex(at)}: pages are allocated and converted whole, and at least one`,
    );
  return size / PAGE_SIZE;
}

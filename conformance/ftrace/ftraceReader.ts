import type { Automaton } from '../../composition/index.ts';
import { directionOf } from './direction.ts';
import type { FtraceReport, Refusal, Unreadable } from './ftraceReport.ts';
import { lifeOfMapping } from './lifeOfMapping.ts';
import { Lifetimes } from './lifetimes.ts';
import { Retries } from './retries.ts';
import { SlotReplay } from './slotReplay.ts';
import { TraceLine } from './traceLine.ts';
import { Words } from './words.ts';

/** Bytes that no mapping has: whoever says so was written over. Linux keeps the length of an entry in 32 bits. */
const SIZE_MAX = 2 ** 30;
/** Unreadable lines that are told one by one. */
const UNREADABLE_MAX = 1000;

/** Reads a trace piece by piece. Each piece must be of whole lines. */
export class FtraceReader {
  events = 0;
  readonly #slots = new SlotReplay();
  readonly #line = new TraceLine((name) => ({ name, read: this.#readerOf(name) }));
  readonly #names = new Words((name) => this.#lives.device(name));
  readonly #directions = new Words(directionOf);
  readonly #words = new Words((word) => word);
  readonly #lives: Lifetimes;
  readonly #retries = new Retries();
  readonly #unreadable: Unreadable[] = [];
  #unreadableLines = 0;
  #number = 0;
  #lost = 0;

  constructor(onRefusal: (refusal: Refusal) => void = () => {}) {
    this.#lives = new Lifetimes(mappingLife(), onRefusal);
  }

  read(bytes: Buffer): void {
    for (let start = 0; start < bytes.length; ) {
      const newline = bytes.indexOf(10, start);
      const end = newline < 0 ? bytes.length : newline;
      this.#number++;
      if (this.#line.read(bytes, start, end)) this.#event();
      else this.#other(bytes.toString('latin1', start, end));
      start = end + 1;
    }
  }

  report(file: string, stopped?: FtraceReport['stopped']): FtraceReport {
    const lives = this.#lives;
    lives.finish();
    const lifetimes = lives.lasted.quantiles();
    return {
      file,
      events: this.events,
      mappings: lives.mappings,
      bounced: lives.bounced,
      mapErrors: lives.mapErrors,
      ...this.#slots.report(),
      refusedSteps: lives.refused,
      refusals: lives.refusals,
      liveAtEnd: lives.live,
      coherentLiveAtEnd: lives.coherentLive,
      liveMax: lives.liveMax,
      liveBytesMax: lives.liveBytesMax,
      ...(lifetimes ? { lifetimes } : {}),
      reordered: lives.reordered,
      devices: lives.devices(),
      overlaps: lives.originals.overlaps(),
      retries: this.#retries.finish(
        (device) => this.#slots.geometry(device),
        (device) => lives.since(lives.device(device), this.#retries.latest(device)).length > 0,
      ),
      unreadableLines: this.#unreadableLines,
      unreadable: this.#unreadable,
      kinds: lives.kinds(),
      ...(stopped === undefined ? {} : { stopped }),
      lostEvents: this.#lost,
    };
  }

  #event(): void {
    this.events++;
    this.#lives.tick();
    const { name, read } = this.#line.event;
    if (!read()) this.#note(`${name} without all of its fields`);
  }

  /** Reads the fields of an event; false if one is missing. */
  #readerOf(event: string): () => boolean {
    switch (event) {
      case 'dma_map_page':
      case 'dma_map_phys':
      case 'dma_map_resource':
        return () => this.#map();
      case 'dma_unmap_page':
      case 'dma_unmap_phys':
      case 'dma_unmap_resource':
        return () => this.#unmap();
      case 'dma_map_sg':
        return () => this.#mapSg();
      case 'dma_unmap_sg':
        return () => this.#unmapSg();
      case 'dma_sync_single_for_cpu':
      case 'dma_sync_single_for_device':
        return () => this.#sync();
      case 'dma_sync_sg_for_cpu':
      case 'dma_sync_sg_for_device':
        return () => this.#syncSg();
      case 'dma_alloc':
      case 'dma_alloc_pages':
      case 'dma_alloc_sgt':
        return () => this.#alloc();
      case 'dma_free':
      case 'dma_free_pages':
      case 'dma_free_sgt':
        return () => this.#free();
      case 'swiotlb_bounced':
        return () => this.#bounced();
      default: {
        const probe = this.#slots.readerOf(event);
        return () => {
          probe?.(this.#line, this.#number);
          return true;
        };
      }
    }
  }

  #map(): boolean {
    const line = this.#line;
    const device = line.next(this.#names);
    const dir = line.word(' dir=', this.#directions);
    const dmaAddr = line.hex(' dma_addr=');
    const size = line.decimal(' size=');
    const physAddr = line.hex(' phys_addr=');
    if (dir === undefined || dmaAddr < 0 || !isSize(size) || physAddr < 0) return false;
    if (dmaAddr === Number.POSITIVE_INFINITY) {
      this.#lives.mapFailed(device, physAddr);
      const { name } = device;
      const round = [...this.#lives.since(device, this.#retries.latest(name)), { size, physAddr }];
      this.#retries.failed(name, this.#number, round, this.#slots.geometry(name));
      return true;
    }
    this.#lives.map(device, dir, this.#number, dmaAddr, size, physAddr);
    return true;
  }

  #unmap(): boolean {
    const line = this.#line;
    const device = line.next(this.#names);
    const dir = line.word(' dir=', this.#directions);
    const dmaAddr = line.hex(' dma_addr=');
    const size = line.decimal(' size=');
    if (dir === undefined || dmaAddr < 0 || !isSize(size)) return false;
    this.#lives.unmap(device, dir, this.#number, dmaAddr, size);
    return true;
  }

  #mapSg(): boolean {
    const line = this.#line;
    const device = line.next(this.#names);
    const dir = line.word(' dir=', this.#directions);
    const dmaAddrs = line.list(' dma_addrs=');
    const sizes = line.list(' sizes=');
    const physAddrs = line.list(' phys_addrs=');
    if (
      dir === undefined ||
      !dmaAddrs ||
      !physAddrs ||
      sizes?.length !== dmaAddrs.length ||
      !sizes.every(isSize)
    )
      return false;
    // Where an IOMMU joins pieces, nobody says how long each of them is.
    const known = physAddrs.length === dmaAddrs.length ? physAddrs : dmaAddrs.map(() => Number.NaN);
    this.#lives.mapList(device, dir, this.#number, dmaAddrs, sizes, known, line.listText);
    return true;
  }

  #unmapSg(): boolean {
    const line = this.#line;
    const device = line.next(this.#names);
    const dir = line.word(' dir=', this.#directions);
    if (dir === undefined || !line.list(' phys_addrs=')) return false;
    this.#lives.unmapList(device, dir, this.#number, line.listText);
    return true;
  }

  #sync(): boolean {
    const line = this.#line;
    const device = line.next(this.#names);
    const dmaAddr = line.hex(' dma_addr=');
    const size = line.decimal(' size=');
    if (dmaAddr < 0 || !isSize(size)) return false;
    this.#lives.sync(device, this.#number, dmaAddr, size);
    return true;
  }

  #syncSg(): boolean {
    const line = this.#line;
    const device = line.next(this.#names);
    const dmaAddrs = line.list(' dma_addrs=');
    const sizes = line.list(' sizes=');
    if (!dmaAddrs || sizes?.length !== dmaAddrs.length || !sizes.every(isSize)) return false;
    for (const [i, dmaAddr] of dmaAddrs.entries())
      this.#lives.sync(device, this.#number, dmaAddr, sizes[i] as number);
    return true;
  }

  #alloc(): boolean {
    const line = this.#line;
    const device = line.next(this.#names);
    const dmaAddr = line.hex(' dma_addr=');
    const size = line.decimal(' size=');
    if (dmaAddr < 0 || !isSize(size)) return false;
    this.#slots.allocated(line.cpu, dmaAddr);
    // An allocation that failed is told with the address 0, or with none.
    if (dmaAddr > 0 && dmaAddr < Number.POSITIVE_INFINITY)
      this.#lives.allocate(device, this.#number, dmaAddr, size);
    return true;
  }

  #free(): boolean {
    const line = this.#line;
    const device = line.next(this.#names);
    const dmaAddr = line.hex(' dma_addr=');
    const size = line.decimal(' size=');
    if (dmaAddr < 0 || !isSize(size)) return false;
    // Freeing nothing is legal, and traced with zeros.
    if (dmaAddr > 0) this.#lives.free(device, this.#number, dmaAddr, size);
    return true;
  }

  #bounced(): boolean {
    const line = this.#line;
    const device = line.word(' dev_name: ', this.#names);
    const mask = line.hex(' dma_mask=');
    const address = line.hex(' dev_addr=');
    const size = line.decimal(' size=');
    const pool = line.next(this.#words);
    if (!device || address < 0 || !isSize(size) || (pool !== 'FORCE' && pool !== 'NORMAL')) return false;
    this.#lives.announce(device, mask, address, size, pool === 'FORCE');
    return true;
  }

  /** Headers, empty lines, and what was cut or written over. */
  #other(text: string): void {
    const lost = /^CPU:\d+ \[LOST (\d+) EVENTS\]/.exec(text);
    if (lost) this.#lost += Number(lost[1]);
    else if (text !== '' && !text.startsWith('#')) this.#note('no event');
  }

  #note(what: string): void {
    this.#unreadableLines++;
    if (this.#unreadable.length < UNREADABLE_MAX) this.#unreadable.push({ line: this.#number, what });
  }
}

/** Made once, for the machines are asked some thousand questions. */
let life: Automaton | undefined;
const mappingLife = (): Automaton => {
  life ??= lifeOfMapping();
  return life;
};

const isSize = (size: number): boolean => size >= 0 && size <= SIZE_MAX;

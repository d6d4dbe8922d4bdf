import type { Automaton } from '../../composition/index.ts';
import { type Direction, directions } from './direction.ts';
import type { Refusal } from './ftraceReport.ts';
import { Histogram } from './histogram.ts';
import type { LifeEvent } from './lifeOfMapping.ts';
import { Originals } from './originals.ts';
import {
  announce,
  type DeviceTold,
  deviceTold,
  kindsOf,
  type Live,
  type MappingKind,
  noteKind,
  type TracedDevice,
  tracedDevice,
  wasAnnounced,
} from './tracedDevice.ts';

/**
 * Events that may pass between what happened and its line in the trace: an address can be logged as mapped
 * again before the unmap that freed it.
 *
 * Source: Linux 6.12 kernel/dma/mapping.c dma_unmap_page_attrs (the event comes after the release).
 */
const REORDERING = 120;
/** Refused steps that are told one by one. */
const REFUSALS_MAX = 1000;
/** The initial state of the mapping machine. */
const IDLE = 0;

/**
 * The lives of the mappings of a trace: what is mapped and unmapped, by which device, and every step that
 * does not fit. An unmap that comes early or late by some events is no fault, since the log is no
 * linearisation.
 *
 * Left out: which slot a mapping has, what its memory holds, and who can read it: no event says so.
 */
export class Lifetimes {
  readonly #machine: Automaton;
  readonly #onRefusal: (refusal: Refusal) => void;
  /** The first steps that were refused, and how many there were. */
  readonly refusals: Refusal[] = [];
  refused = 0;
  readonly originals = new Originals();
  readonly #devices = new Map<string, TracedDevice>();
  /** Addresses that were mapped a second time, until their unmap is late by more than reordering explains. */
  #doubtful: {
    readonly line: number;
    readonly event: number;
    readonly device: TracedDevice;
    readonly address: number;
  }[] = [];
  #event = 0;
  /** How many events mappings lasted. */
  readonly lasted = new Histogram();
  mappings = 0;
  bounced = 0;
  mapErrors = 0;
  reordered = 0;
  live = 0;
  liveMax = 0;
  liveBytes = 0;
  liveBytesMax = 0;
  coherentLive = 0;

  /** @param machine the life of one mapping. */
  constructor(machine: Automaton, onRefusal: (refusal: Refusal) => void) {
    this.#machine = machine;
    this.#onRefusal = onRefusal;
  }

  /** What is known of the device of that name. */
  device(name: string): TracedDevice {
    const known = this.#devices.get(name);
    if (known) return known;
    const device = tracedDevice(name);
    this.#devices.set(name, device);
    return device;
  }

  /** Tells that another event was read. */
  tick(): void {
    this.#event++;
    const first = this.#doubtful[0];
    if (first && this.#event - first.event > REORDERING) this.#judge();
  }

  announce(device: TracedDevice, dmaMask: number, address: number, size: number, force: boolean): void {
    device.dmaMask = dmaMask;
    announce(device, address);
    this.bounced++;
    device.bounced++;
    const beyond = address + size - 1 > dmaMask;
    const reason = force ? 'the pool bounces all' : beyond ? 'beyond the DMA mask' : 'another reason';
    device.reasons.set(reason, (device.reasons.get(reason) ?? 0) + 1);
  }

  mapFailed(device: TracedDevice, physAddr: number): void {
    this.mapErrors++;
    wasAnnounced(device, physAddr);
  }

  /** @param start where the memory is; NaN where several pieces became one. */
  map(
    device: TracedDevice,
    dir: Direction,
    line: number,
    dmaAddr: number,
    size: number,
    start: number,
  ): Live {
    const bounced = wasAnnounced(device, start);
    const state = this.#after(IDLE, bounced ? 'map bounced' : 'map direct');
    const event = this.#event;
    const next = device.live.get(dmaAddr);
    const live: Live = {
      line,
      device,
      dir,
      size,
      dmaAddr,
      start,
      end: start + size,
      bounced,
      event,
      state,
      next,
    };
    device.live.set(dmaAddr, live);
    // The address of a slot or of an IOMMU names one mapping; that of the memory itself may name several.
    if (next && start !== dmaAddr)
      this.#doubtful.push({ line, event: this.#event, device, address: dmaAddr });
    if (!Number.isNaN(start)) this.originals.add(live);
    noteKind(device, live);
    this.mappings++;
    device.mappings++;
    this.live++;
    this.liveBytes += size;
    if (this.live > this.liveMax) this.liveMax = this.live;
    if (this.liveBytes > this.liveBytesMax) this.liveBytesMax = this.liveBytes;
    return live;
  }

  /**
   * The pieces of a scatter list, as those of {@link map}.
   *
   * @param list the physical addresses as printed.
   */
  mapList(
    device: TracedDevice,
    dir: Direction,
    line: number,
    dmaAddrs: readonly number[],
    sizes: readonly number[],
    physAddrs: readonly number[],
    list: string,
  ): void {
    const lives = dmaAddrs.map((dmaAddr, i) =>
      this.map(device, dir, line, dmaAddr, sizes[i] as number, physAddrs[i] as number),
    );
    const key = `${dir} ${list}`;
    const known = device.lists.get(key);
    if (known) known.push(lives);
    else device.lists.set(key, [lives]);
  }

  unmap(device: TracedDevice, dir: Direction, line: number, dmaAddr: number, size: number): void {
    const there = device.live.get(dmaAddr);
    let live = there;
    while (live && (live.size !== size || live.dir !== dir)) live = live.next;
    live ??= there;
    if (live === undefined) {
      if (this.#after(IDLE, 'unmap direct') < 0)
        this.#refuse(line, device, `unmaps ${dmaAddr.toString(16)}, which is not mapped`);
      return;
    }
    const at = dmaAddr.toString(16);
    const before = `in line ${live.line}`;
    if (live.size !== size)
      this.#refuse(line, device, `unmaps ${size} bytes at ${at}, mapped with ${live.size} ${before}`);
    if (live.dir !== dir)
      this.#refuse(line, device, `unmaps ${at} ${directions[dir]}, mapped ${directions[live.dir]} ${before}`);
    this.#end(device, live, line);
  }

  unmapList(device: TracedDevice, dir: Direction, line: number, list: string): void {
    const known = device.lists.get(`${dir} ${list}`);
    const lives = known?.shift();
    if (known?.length === 0) device.lists.delete(`${dir} ${list}`);
    if (lives === undefined) {
      this.#refuse(line, device, 'unmaps a scatter list that is not mapped');
      return;
    }
    for (const live of lives) this.#end(device, live, line);
  }

  sync(device: TracedDevice, line: number, dmaAddr: number, size: number): void {
    const within = (first: Live | undefined): boolean => {
      for (let live = first; live; live = live.next)
        if (live.dmaAddr <= dmaAddr && dmaAddr + size <= live.dmaAddr + live.size) return true;
      return false;
    };
    if (within(device.live.get(dmaAddr))) return;
    for (const there of device.live.values()) if (within(there)) return;
    this.#refuse(line, device, `syncs ${size} bytes at ${dmaAddr.toString(16)}, which are not mapped`);
  }

  allocate(device: TracedDevice, line: number, dmaAddr: number, size: number): void {
    if (device.coherent.has(dmaAddr))
      this.#refuse(line, device, `is given coherent memory at ${dmaAddr.toString(16)}, which it has already`);
    else this.coherentLive++;
    device.coherent.set(dmaAddr, { line, size });
  }

  free(device: TracedDevice, line: number, dmaAddr: number, size: number): void {
    const there = device.coherent.get(dmaAddr);
    if (there === undefined) {
      this.#refuse(line, device, `frees coherent memory at ${dmaAddr.toString(16)}, which it does not have`);
      return;
    }
    if (there.size !== size)
      this.#refuse(
        line,
        device,
        `frees ${size} coherent bytes at ${dmaAddr.toString(16)}, allocated with ${there.size} in line ${there.line}`,
      );
    device.coherent.delete(dmaAddr);
    this.coherentLive--;
  }

  /** Mappings of a device that were made after a line and are alive, in that order. */
  since(device: TracedDevice, line: number): readonly { readonly size: number; readonly physAddr: number }[] {
    const lives = [...device.live.values()].filter((live) => live.line > line);
    return lives.sort((a, b) => a.line - b.line).map(({ size, start }) => ({ size, physAddr: start }));
  }

  /** Judges what only the end of the trace decides. */
  finish(): void {
    this.#event = Number.POSITIVE_INFINITY;
    this.#judge();
  }

  /** What kinds of mappings there were. */
  kinds(): MappingKind[] {
    return [...this.#devices.values()].flatMap(kindsOf);
  }

  /** Mappings and bounces of each device, with the reasons. */
  devices(): DeviceTold[] {
    return [...this.#devices.values()].map(deviceTold);
  }

  #end(device: TracedDevice, live: Live, line: number): void {
    live.state = this.#after(live.state, live.bounced ? 'unmap bounced' : 'unmap direct');
    if (live.state < 0) {
      this.#refuse(line, device, `unmaps ${live.dmaAddr.toString(16)}, which is unmapped already`);
      return;
    }
    let there = device.live.get(live.dmaAddr);
    if (there !== live) {
      while (there && there.next !== live) there = there.next;
      if (there) there.next = live.next;
    } else if (live.next) device.live.set(live.dmaAddr, live.next);
    else device.live.delete(live.dmaAddr);
    if (!Number.isNaN(live.start)) this.originals.remove(live);
    this.lasted.note(this.#event - live.event);
    this.live--;
    this.liveBytes -= live.size;
  }

  #after(state: number, event: LifeEvent): number {
    return this.#machine.next[state]?.[this.#machine.events.indexOf(event)] ?? -1;
  }

  #judge(): void {
    this.#doubtful = this.#doubtful.filter(({ line, event, device, address }) => {
      if (!device.live.get(address)?.next) {
        this.reordered++;
        return false;
      }
      if (this.#event - event <= REORDERING) return true;
      this.#refuse(line, device, `maps to ${address.toString(16)}, which is mapped already`);
      return false;
    });
  }

  #refuse(line: number, { name }: TracedDevice, what: string): void {
    const refusal = { line, device: name, what };
    this.refused++;
    if (this.refusals.length < REFUSALS_MAX) this.refusals.push(refusal);
    this.#onRefusal(refusal);
  }
}

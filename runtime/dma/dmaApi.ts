import type { Direction, MappingInput } from '../../machines/index.ts';
import { type DmaAddr, type PhysAddr, physAddr } from '../addresses.ts';
import { MisuseError } from '../errors.ts';
import type { GuestMemory } from '../memory/index.ts';
import { swiotlbMaxMappingSize } from '../swiotlb/index.ts';
import type { AtomicPool } from './atomicPool.ts';
import { Coherent, type CoherentMemory } from './coherent.ts';
import { type Decisions, decide, type Fact, linux73 } from './decisions/index.ts';
import type { DmaAttrs, DmaVersion } from './dmaAttrs.ts';
import { answersFor, type DmaContext } from './dmaContext.ts';
import { DMA_MAPPING_ERROR, DmaDebug, type ForbiddenArea } from './dmaDebug.ts';
import type { DmaDebugFinding } from './dmaDebugChecks.ts';
import type { DmaDevice, DmaDeviceInput } from './dmaDevice.ts';
import { type DeviceEventType, type DeviceRules, DmaDevices } from './dmaDevices.ts';
import type { DmaMapping } from './dmaMapping.ts';
import { IommuDma } from './iommuDma.ts';
import { type DmaSegment, type Scatter, ScatterLists } from './scatterLists.ts';
import { Streaming } from './streaming.ts';

/** How the DMA layer of a guest is set up. */
export interface DmaApiOptions extends DeviceRules {
  readonly memory: GuestMemory;
  /** Default those of Linux 7.3. */
  readonly decisions?: Decisions;
  /** Which attributes there are. Default 7.3. */
  readonly version?: DmaVersion;
  /** Rules of the life of a mapping. */
  readonly mapping?: MappingInput;
  /** Facts of the guest. Default: it is confidential. */
  readonly facts?: Partial<Record<Fact, boolean>>;
  readonly atomicPool?: AtomicPool;
  readonly forbidden?: readonly ForbiddenArea[];
  /** What is done about what dma-debug finds. Default: the call is refused with a MisuseError. */
  readonly onFinding?: (finding: DmaDebugFinding) => void;
  /** Whether a driver must ask dma_mapping_error() although an error is thrown here. Default false. */
  readonly demandsErrorCheck?: boolean;
}

/**
 * The DMA API of a Linux guest, on bytes. What it decides is data (`decisions`), and what lives in it moves as the
 * checked machines move. What cannot be done is thrown, and then nothing has changed: FullError,
 * NotCapableError, RefusedByStateError, MisuseError, and of pages that do not change hands ConversionError.
 *
 * Source: Linux 6.12, 7.2 and 7.3 kernel/dma.
 */
export class DmaApi {
  readonly context: DmaContext;
  readonly #options: DmaApiOptions;
  readonly #streaming: Streaming;
  readonly #lists: ScatterLists;
  readonly #coherent: Coherent;
  readonly #devices: DmaDevices;

  constructor(options: DmaApiOptions) {
    this.#options = options;
    this.context = {
      memory: options.memory,
      decisions: options.decisions ?? linux73,
      version: options.version ?? '7.3',
      facts: { ccGuestMemEncrypt: true, ...options.facts },
      debug: new DmaDebug<DmaMapping>(options.forbidden),
      onFinding: options.onFinding ?? refuse,
      cpu: 0,
    };
    this.#devices = new DmaDevices(this.context, options);
    const iommu = new IommuDma(this.context);
    this.#streaming = new Streaming(this.context, options.mapping ?? {}, iommu);
    this.#lists = new ScatterLists(this.context, this.#streaming, iommu);
    this.#coherent = new Coherent(this.context, options.atomicPool);
  }

  /** As {@link DmaDevices.add}. */
  addDevice(input: DmaDeviceInput): DmaDevice {
    return this.#devices.add(input);
  }

  /** As {@link DmaDevices.event}. */
  deviceEvent(device: DmaDevice, type: DeviceEventType): void {
    this.#devices.event(device, type);
  }

  /** As {@link DmaDevices.attachPool}: a pool has been set up that the device may use. */
  attachPool(device: DmaDevice): void {
    this.#devices.attachPool(device);
  }

  /** Live mappings of a device, coherent memory included. */
  mappings(device: DmaDevice): DmaMapping[] {
    return this.context.debug.entries(device.name);
  }

  /** Pages whose conversion failed. They are nobody's, for good. */
  get leaked(): Coherent['leaked'] {
    return this.#coherent.leaked;
  }

  /** Maps a buffer of the direct map. Size in bytes. */
  dmaMapSingle(
    device: DmaDevice,
    buffer: PhysAddr,
    size: number,
    dir: Direction,
    attrs: DmaAttrs = {},
  ): DmaAddr {
    const request = { phys: buffer, size, dir, attrs };
    return this.#checked(this.#streaming.map(device, request, { type: 'single' }));
  }

  dmaUnmapSingle(
    device: DmaDevice,
    dmaAddr: DmaAddr,
    size: number,
    dir: Direction,
    attrs: DmaAttrs = {},
  ): void {
    this.#streaming.unmap(device, { type: 'single', dmaAddr, size, dir }, attrs);
  }

  /** {@link dmaMapSingle} of a part of a page. */
  dmaMapPage(
    device: DmaDevice,
    page: PhysAddr,
    offset: number,
    size: number,
    dir: Direction,
    attrs: DmaAttrs = {},
  ): DmaAddr {
    return this.dmaMapSingle(device, physAddr(page + offset), size, dir, attrs);
  }

  dmaUnmapPage(
    device: DmaDevice,
    dmaAddr: DmaAddr,
    size: number,
    dir: Direction,
    attrs: DmaAttrs = {},
  ): void {
    this.dmaUnmapSingle(device, dmaAddr, size, dir, attrs);
  }

  /** Maps registers of another device. They never bounce. */
  dmaMapResource(
    device: DmaDevice,
    phys: PhysAddr,
    size: number,
    dir: Direction,
    attrs: DmaAttrs = {},
  ): DmaAddr {
    const request = { phys, size, dir, attrs: this.#registers(attrs) };
    return this.#checked(this.#streaming.map(device, request, { type: 'resource' }));
  }

  dmaUnmapResource(
    device: DmaDevice,
    dmaAddr: DmaAddr,
    size: number,
    dir: Direction,
    attrs: DmaAttrs = {},
  ): void {
    this.#streaming.unmap(device, { type: 'resource', dmaAddr, size, dir }, this.#registers(attrs));
  }

  /**
   * Maps a scatter list, a segment for each piece; behind an IOMMU there may be fewer. If a piece cannot be
   * mapped, those before it are unmapped without a copy back, and nothing is mapped.
   */
  dmaMapSg(device: DmaDevice, list: readonly Scatter[], dir: Direction, attrs: DmaAttrs = {}): DmaSegment[] {
    const mapped = this.#lists.map(device, list, dir, attrs);
    return mapped.map(({ dmaAddr, size }) => ({ dmaAddr, size }));
  }

  /** @param nents pieces of the list that was mapped, which may be more than segments. */
  dmaUnmapSg(
    device: DmaDevice,
    segments: readonly DmaSegment[],
    nents: number,
    dir: Direction,
    attrs: DmaAttrs = {},
  ): void {
    this.#lists.unmap(device, segments, nents, dir, attrs);
  }

  /** Gives part of a mapping to the CPU: what the device wrote is in the buffer then. */
  dmaSyncSingleForCpu(device: DmaDevice, dmaAddr: DmaAddr, size: number, dir: Direction): void {
    this.#streaming.sync(device, { type: 'single', dmaAddr, size, dir }, 'cpu');
  }

  /** Gives part of a mapping to the device: what the CPU wrote is where the device reads then. */
  dmaSyncSingleForDevice(device: DmaDevice, dmaAddr: DmaAddr, size: number, dir: Direction): void {
    this.#streaming.sync(device, { type: 'single', dmaAddr, size, dir }, 'device');
  }

  dmaSyncSgForCpu(device: DmaDevice, segments: readonly DmaSegment[], nents: number, dir: Direction): void {
    for (const segment of segments)
      this.#streaming.sync(device, { ...segment, type: 'scatter-gather', sgCallEnts: nents, dir }, 'cpu');
  }

  dmaSyncSgForDevice(
    device: DmaDevice,
    segments: readonly DmaSegment[],
    nents: number,
    dir: Direction,
  ): void {
    for (const segment of segments)
      this.#streaming.sync(device, { ...segment, type: 'scatter-gather', sgCallEnts: nents, dir }, 'device');
  }

  /** Memory that CPU and device use at once, zeroed. `mayNotBlock`: without GFP_KERNEL's leave to sleep. */
  dmaAllocCoherent(
    device: DmaDevice,
    size: number,
    attrs: DmaAttrs = {},
    mayNotBlock = false,
  ): CoherentMemory {
    return this.#coherent.alloc(device, size, attrs, mayNotBlock);
  }

  /** Memory that cannot be made private again is leaked; nobody is told, as in Linux, but see {@link leaked}. */
  dmaFreeCoherent(device: DmaDevice, memory: CoherentMemory, attrs: DmaAttrs = {}): void {
    this.#coherent.free(device, memory, attrs);
  }

  /** Longest mapping in bytes that the device may ask for; Infinity if nothing bounds it. */
  dmaMaxMappingSize(device: DmaDevice): number {
    const { maxMappingSize, predicates } = this.context.decisions;
    const { outcome } = decide(maxMappingSize, predicates, answersFor(this.context, device));
    return outcome === 'swiotlb' ? swiotlbMaxMappingSize(device) : Number.POSITIVE_INFINITY;
  }

  /** Whether a sync of this mapping has anything to do. */
  dmaNeedSync(device: DmaDevice, dmaAddr: DmaAddr): boolean {
    if (device.skipSync) return false;
    const bounced = this.mappings(device).some((mapping) => mapping.dmaAddr === dmaAddr && mapping.bounced);
    return device.facts.coherent !== true || bounced;
  }

  /** Whether an address is none: mapping throws instead of returning it, but traces have it. */
  dmaMappingError(device: DmaDevice, dmaAddr: number): boolean {
    this.context.debug.mappingError(device.name, dmaAddr);
    return dmaAddr === DMA_MAPPING_ERROR;
  }

  #checked({ device, dmaAddr }: DmaMapping): DmaAddr {
    if (this.#options.demandsErrorCheck !== true) this.context.debug.mappingError(device, dmaAddr);
    return dmaAddr;
  }

  /** From 7.2 on registers are mapped like memory, with an attribute. */
  #registers(attrs: DmaAttrs): DmaAttrs {
    return this.context.version === '6.12' ? attrs : { ...attrs, mmio: true };
  }
}

function refuse({ message }: DmaDebugFinding): void {
  throw new MisuseError(message);
}

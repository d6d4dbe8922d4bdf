import type { Direction } from '../../machines/index.ts';
import { type DmaAddr, dmaAddr, type PhysAddr } from '../addresses.ts';
import { moveTogether } from '../moveTogether.ts';
import type { DmaAttrs } from './dmaAttrs.ts';
import { answersFor, type DmaContext, type DmaRequest, report } from './dmaContext.ts';
import type { DmaDevice } from './dmaDevice.ts';
import type { DmaMapping } from './dmaMapping.ts';
import type { IommuDma } from './iommuDma.ts';
import { layOut, mergeSegments } from './sgMerge.ts';
import type { Streaming } from './streaming.ts';

/** A piece of memory in a scatter list. */
export interface Scatter {
  readonly phys: PhysAddr;
  readonly size: number;
}

/** A mapped piece, for the device. */
export interface DmaSegment {
  readonly dmaAddr: DmaAddr;
  readonly size: number;
}

const mapDirect = {
  type: 'MAP_DIRECT',
  mapping: 0,
  device: 0,
  page: 0,
  address: 'private',
  reach: 'withinMask',
} as const;

/**
 * Scatter lists: a segment for each piece, or fewer behind an IOMMU, which lays pieces behind each other.
 *
 * Source: Linux 6.12 kernel/dma/direct.c dma_direct_map_sg, dma_direct_unmap_sg; drivers/iommu/dma-iommu.c
 * iommu_dma_map_sg, iommu_dma_map_sg_swiotlb.
 * Left out: pieces of other PCI devices (the decision `p2pdmaSegment` is there).
 */
export class ScatterLists {
  readonly #context: DmaContext;
  readonly #streaming: Streaming;
  readonly #iommu: IommuDma;

  constructor(context: DmaContext, streaming: Streaming, iommu: IommuDma) {
    this.#context = context;
    this.#streaming = streaming;
    this.#iommu = iommu;
  }

  map(device: DmaDevice, list: readonly Scatter[], dir: Direction, attrs: DmaAttrs): DmaMapping[] {
    const requests = list.map((piece) => ({ ...piece, dir, attrs }));
    for (const request of requests) this.#streaming.admitted(request, 'scatter-gather');
    // One piece that bounces makes all of them take their own way.
    return requests.every((request) => this.#goesStraight(device, request))
      ? this.#merged(device, requests)
      : this.#each(device, requests);
  }

  unmap(
    device: DmaDevice,
    segments: readonly DmaSegment[],
    nents: number,
    dir: Direction,
    attrs: DmaAttrs,
  ): void {
    const refs = segments.map(
      (segment) => ({ ...segment, type: 'scatter-gather', sgCallEnts: nents, dir }) as const,
    );
    for (const ref of refs)
      report(this.#context, this.#context.debug.checkUnmap({ ...ref, device: device.name }));
    for (const ref of refs) this.#streaming.unmap(device, ref, attrs);
  }

  #goesStraight(device: DmaDevice, request: DmaRequest): boolean {
    const answers = answersFor(this.#context, device, request);
    return (
      this.#streaming.backend(device, request, answers) === 'iommuDma' &&
      !this.#iommu.bounces(device, request, answers)
    );
  }

  /** If a piece cannot be mapped, those before it are unmapped without a copy back. */
  #each(device: DmaDevice, requests: readonly DmaRequest[]): DmaMapping[] {
    const as = { type: 'scatter-gather', sgCallEnts: requests.length } as const;
    const mapped: DmaMapping[] = [];
    try {
      for (const request of requests) mapped.push(this.#streaming.map(device, request, as));
    } catch (error) {
      for (const { dmaAddr: address, size, dir } of mapped)
        this.#streaming.unmap(
          device,
          { ...as, dmaAddr: address, size, dir },
          { ...requests[0]?.attrs, skipCpuSync: true },
        );
      throw error;
    }
    return mapped;
  }

  #merged(device: DmaDevice, requests: readonly DmaRequest[]): DmaMapping[] {
    const { debug } = this.#context;
    const [first] = requests;
    if (!first) return [];
    const { dir, attrs } = first;
    const pieces = layOut(requests, device.boundarySize);
    const limits = { maxSegSize: device.maxSegSize, boundarySize: device.boundarySize };
    const segments = mergeSegments(pieces, device.maxSegSize, device.boundarySize).map(
      ({ at, size, pieces: [from] }) => {
        const { phys } = requests[from] ?? first;
        const as = { type: 'scatter-gather', sgCallEnts: requests.length } as const;
        return { device: device.name, dev: device, phys: phys as PhysAddr, size, dir, ...as, at };
      },
    );
    for (const { at, ...segment } of segments)
      report(this.#context, debug.checkMap({ ...segment, dmaAddr: at }, limits, attrs.skipCpuSync === true));
    const lives = segments.map(() => this.#streaming.newLife(device));
    const event = { ...mapDirect, dir };
    if (!device.life.admits(0, event)) device.life.step(0, event);
    const range = this.#iommu.mapRange(
      device,
      requests.map((request, i) => ({ ...request, gap: pieces[i]?.gap ?? 0 })),
      dir,
      'private',
    );
    moveTogether([device.life, ...lives], event);
    return segments.map(({ at, ...segment }, i) => {
      const life = lives[i] as (typeof lives)[number];
      const mapping = { ...segment, dmaAddr: dmaAddr(range.start + at), life, ...(i === 0 ? { range } : {}) };
      debug.map(mapping);
      return mapping;
    });
  }
}

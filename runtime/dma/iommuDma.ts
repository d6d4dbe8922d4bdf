import type { Direction } from '../../machines/index.ts';
import { type DmaAddr, dmaAddr, type Iova, iova, type PhysAddr, physAddr } from '../addresses.ts';
import { NotCapableError } from '../errors.ts';
import type { IoMapping } from '../iommu/index.ts';
import { aliasAddress, PAGE_SIZE } from '../memory/index.ts';
import { type Answers, decide } from './decisions/index.ts';
import { type DmaContext, type DmaRequest, refusal } from './dmaContext.ts';
import type { DmaDevice } from './dmaDevice.ts';
import type { Bounced } from './dmaMapping.ts';
import { IovaAllocator } from './iovaAllocator.ts';

/** An IOMMU that the guest drives for its devices, by their number. */
export interface GuestIommu {
  map(device: number, mapping: IoMapping): void;
  unmap(device: number, from: Iova, size: number): void;
}

/** A range of I/O virtual addresses that is mapped as one. Whole pages. */
export interface IovaRange {
  readonly start: Iova;
  readonly size: number;
}

/** Memory behind an IOMMU, as a mapping has it. */
export interface IommuMapped {
  readonly dmaAddr: DmaAddr;
  readonly range: IovaRange;
  readonly bounced?: Bounced;
}

const accessOf = { TO_DEVICE: 'read', FROM_DEVICE: 'write', BIDIRECTIONAL: 'readWrite' } as const;
const mapError = { type: 'MAP_ERROR', device: 0, page: 0 } as const;
const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE_SIZE) * PAGE_SIZE;

/**
 * Streaming mappings of devices behind an IOMMU: their pages, or where those hold other data that the device must
 * not reach, slots of swiotlb that fill whole pages.
 *
 * Source: Linux 6.12 drivers/iommu/dma-iommu.c iommu_dma_map_page, iommu_dma_unmap_page.
 * Left out: a granule that is not a page; flush queues, which are the IOMMU's; coherent memory.
 */
export class IommuDma {
  readonly #context: DmaContext;
  readonly #iovas = new Map<DmaDevice, IovaAllocator>();

  constructor(context: DmaContext) {
    this.#context = context;
  }

  /** Whether a buffer bounces. @throws the error of a decision that refuses. */
  bounces(device: DmaDevice, request: DmaRequest, answers: Answers): boolean {
    const { iommuMap, predicates } = this.#context.decisions;
    const decided = decide(iommuMap, predicates, answers);
    if (typeof decided.outcome === 'object')
      throw refusal(device, decided.outcome.failure, decided, request, mapError);
    return decided.outcome === 'bounce';
  }

  /** @throws {FullError} if there are no slots, or no addresses; nothing is held then. */
  map(device: DmaDevice, request: DmaRequest, answers: Answers): IommuMapped {
    const { phys, size, dir } = request;
    if (!this.bounces(device, request, answers)) {
      const range = this.mapRange(device, [{ phys, size }], dir, 'private');
      return { range, dmaAddr: dmaAddr(range.start + (phys % PAGE_SIZE)) };
    }
    const swiotlb = device.ioTlbMem;
    if (!swiotlb) throw new NotCapableError(`${device.name} has no pool to bounce through`);
    const tlbAddr = swiotlb.tblMapSingle(device, physAddr(phys), size, PAGE_SIZE - 1, this.#context.cpu);
    try {
      this.#zeroPadding(tlbAddr, size, answers);
      const alias = swiotlb.mem.ccShared ? 'shared' : 'private';
      const range = this.mapRange(device, [{ phys: tlbAddr, size }], dir, alias);
      return { range, dmaAddr: dmaAddr(range.start + (tlbAddr % PAGE_SIZE)), bounced: { swiotlb, tlbAddr } };
    } catch (error) {
      swiotlb.mem.unmap(device, tlbAddr);
      throw error;
    }
  }

  /** Maps pages behind each other. `gap` is unmapped room behind a piece, in bytes. */
  mapRange(
    device: DmaDevice,
    pieces: readonly { readonly phys: number; readonly size: number; readonly gap?: number }[],
    dir: Direction,
    alias: 'private' | 'shared',
  ): IovaRange {
    const sizes = pieces.map(({ phys, size }) => pagesOf((phys % PAGE_SIZE) + size));
    const size = pieces.reduce((sum, { gap = 0 }, i) => sum + (sizes[i] ?? 0) + gap, 0);
    const start = this.#iovasOf(device).alloc(size, device.dmaLimit);
    let at: number = start;
    for (const [i, { phys, gap = 0 }] of pieces.entries()) {
      const page = physAddr(phys - (phys % PAGE_SIZE));
      const to = aliasAddress(this.#context.memory.platform, page, alias);
      const mapping = { iova: iova(at), size: sizes[i] ?? 0, to, access: accessOf[dir] };
      device.iommu?.map(device.number, mapping);
      at += mapping.size + gap;
    }
    return { start, size };
  }

  unmapRange(device: DmaDevice, { start, size }: IovaRange): void {
    device.iommu?.unmap(device.number, start, size);
    this.#iovasOf(device).free(start);
  }

  /** What shares the pages of slots must not be what others left there: an untrusted device reads it all. */
  #zeroPadding(tlbAddr: PhysAddr, size: number, answers: Answers): void {
    const { decisions, memory } = this.#context;
    if (!decide(decisions.zeroPadding, decisions.predicates, answers).outcome) return;
    const before = tlbAddr % PAGE_SIZE;
    memory.fill(physAddr(tlbAddr - before), before, 0);
    const end = physAddr(tlbAddr + size);
    memory.fill(end, pagesOf(before + size) - before - size, 0);
  }

  #iovasOf(device: DmaDevice): IovaAllocator {
    const known = this.#iovas.get(device) ?? new IovaAllocator();
    this.#iovas.set(device, known);
    return known;
  }
}

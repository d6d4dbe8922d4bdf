import { type Gpa, gpa, hex, type Iova } from '../addresses.ts';
import { MisuseError } from '../errors.ts';
import { PAGE_SIZE } from '../memory/index.ts';

/** A range of I/O virtual addresses and where it leads. Both ends at pages; size in bytes. */
export interface IoMapping {
  readonly iova: Iova;
  readonly size: number;
  readonly to: Gpa;
  readonly access: 'read' | 'write' | 'readWrite';
}

/**
 * Mappings of one I/O address space. They never overlap, and go as whole as they came.
 *
 * Source: virtio 1.4 "IOMMU Device", MAP and UNMAP requests; Linux 6.12 drivers/iommu/iommu.c iommu_map.
 * Left out: mappings that are removed in part, which only some page table formats can do; larger pages.
 */
export class IoPageTable {
  /** For each page number of the address space, the mapping that it is in. */
  readonly #pages = new Map<number, IoMapping>();

  /** The mappings, by where they begin. */
  get mappings(): IoMapping[] {
    return [...new Set(this.#pages.values())].sort((a, b) => a.iova - b.iova);
  }

  /** @throws {MisuseError} for a range that is not of whole pages, or overlaps another. */
  map(mapping: IoMapping): void {
    const pages = pagesOf(mapping.iova, mapping.size);
    if (mapping.to % PAGE_SIZE !== 0)
      throw new MisuseError(`${hex(mapping.iova)} is mapped to ${hex(mapping.to)}, which is not at a page`);
    const taken = pages.find((page) => this.#pages.has(page));
    if (taken !== undefined)
      throw new MisuseError(`${hex(taken * PAGE_SIZE)} is mapped already: unmap it first`);
    for (const page of pages) this.#pages.set(page, mapping);
  }

  /**
   * Removes the mappings that lie in the range; there may be none.
   *
   * @throws {MisuseError} if one lies in it only in part; nothing is removed then.
   */
  unmap(iova: Iova, size: number): IoMapping[] {
    const pages = pagesOf(iova, size);
    const removed = [...new Set(pages.flatMap((page) => this.#pages.get(page) ?? []))];
    const split = removed.find((one) => one.iova < iova || one.iova + one.size > iova + size);
    if (split)
      throw new MisuseError(
        `unmapping ${size} bytes at ${hex(iova)} would split the mapping of ${split.size} bytes at ${hex(split.iova)}: unmap it whole`,
      );
    for (const page of pages) this.#pages.delete(page);
    return removed;
  }

  /** Where an address leads, if this kind of access may go there. */
  translate(address: Iova, access: 'read' | 'write'): Gpa | undefined {
    const mapping = this.#pages.get(Math.floor(address / PAGE_SIZE));
    if (!mapping || (mapping.access !== 'readWrite' && mapping.access !== access)) return undefined;
    return gpa(mapping.to + (address - mapping.iova));
  }
}

function pagesOf(iova: Iova, size: number): number[] {
  if (iova % PAGE_SIZE !== 0 || size % PAGE_SIZE !== 0 || size <= 0)
    throw new MisuseError(`${size} bytes at ${hex(iova)}: an IOMMU maps whole pages, and at least one`);
  return Array.from({ length: size / PAGE_SIZE }, (_, i) => iova / PAGE_SIZE + i);
}

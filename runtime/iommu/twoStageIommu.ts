import { hex, type Iova, iova, type PhysAddr } from '../addresses.ts';
import { type Platform, placeOf } from '../memory/index.ts';
import type { Iommu, IommuRequest, Translation } from './iommu.ts';
import { type IoMapping, IoPageTable } from './ioPageTable.ts';
import { untranslated } from './noIommu.ts';

/** How a two-stage IOMMU is set up. */
export interface TwoStageOptions {
  /** What the hypervisor lends to devices, whatever the guest says: its own stage. Default all memory. */
  readonly stage2?: (at: PhysAddr) => boolean;
  /**
   * Whether what is unmapped is gone at once, or when the IOTLB is next flushed (as with `iommu.strict=0`,
   * or where flushes of the guest are not seen). Default strict.
   */
  readonly invalidation?: 'strict' | 'lazy';
}

/**
 * An IOMMU whose first stage is the guest's and whose second the hypervisor's: a device reaches what both
 * let it. Until the guest gives a device a domain, its first stage is in bypass, and then only the
 * hypervisor protects anything.
 *
 * Source: Arm IHI 0070 (SMMUv3) 3.3; Linux 6.12 drivers/iommu/dma-iommu.c (lazy flushing);
 * Documentation/virt/kvm/arm/pkvm.rst.
 * Left out: ATS and PRI; several devices of one domain; a second stage that does more than admit.
 */
export class TwoStageIommu implements Iommu {
  readonly #platform: Platform;
  readonly #stage2: (at: PhysAddr) => boolean;
  readonly #lazy: boolean;
  readonly #domains = new Map<number, IoPageTable>();
  /** Mappings that are gone from the tables and not from the IOTLB, by device. */
  readonly #stale = new Map<number, IoPageTable[]>();

  constructor(platform: Platform, { stage2 = () => true, invalidation = 'strict' }: TwoStageOptions = {}) {
    this.#platform = platform;
    this.#stage2 = stage2;
    this.#lazy = invalidation === 'lazy';
  }

  /** Ends the bypass: from now on the device reaches what is mapped for it. */
  attach(device: number): void {
    if (!this.#domains.has(device)) this.#domains.set(device, new IoPageTable());
  }

  /** What the tables of a device say. */
  mappings(device: number): IoMapping[] {
    return this.#domains.get(device)?.mappings ?? [];
  }

  /** What the tables do not say any more, and the IOTLB still does. */
  cached(device: number): IoMapping[] {
    return (this.#stale.get(device) ?? []).flatMap(({ mappings }) => mappings);
  }

  /** Maps for a device, which it attaches first if need be. @throws {MisuseError} as {@link IoPageTable.map}. */
  map(device: number, mapping: IoMapping): void {
    this.attach(device);
    this.#domains.get(device)?.map(mapping);
  }

  /** @throws {MisuseError} as {@link IoPageTable.unmap}. */
  unmap(device: number, from: Iova, size: number): void {
    const removed = this.#domains.get(device)?.unmap(from, size) ?? [];
    if (!this.#lazy) return;
    for (const mapping of removed) {
      const entry = new IoPageTable();
      entry.map(mapping);
      this.#stale.set(device, [...(this.#stale.get(device) ?? []), entry]);
    }
  }

  /**
   * Invalidates the IOTLB: what was unmapped is out of reach now, if it was not before.
   *
   * @param only the device and the range that are meant. Default: everything. Size in bytes.
   */
  flush(only?: { readonly device: number; readonly from: Iova; readonly size: number }): void {
    if (!only) {
      this.#stale.clear();
      return;
    }
    const { device, from, size } = only;
    const isOutside = (at: Iova) => at < from || at >= from + size;
    const kept = (this.#stale.get(device) ?? []).filter(({ mappings }) =>
      mappings.every(({ iova: at }) => isOutside(at)),
    );
    this.#stale.set(device, kept);
  }

  translate({ device, address, access, t }: IommuRequest): Translation {
    const domain = this.#domains.get(device);
    const tables = domain ? [domain, ...(this.#stale.get(device) ?? [])] : [];
    const gpa = domain
      ? tables.map((table) => table.translate(iova(address), access)).find((to) => to !== undefined)
      : untranslated(this.#platform, address, t);
    if (gpa === undefined) return { refused: `stage 1 maps nothing to ${access} at ${hex(address)}` };
    const { at } = placeOf(this.#platform, gpa);
    if (!this.#stage2(at)) return { refused: `stage 2 does not lend ${hex(at)}` };
    return { gpa };
  }
}

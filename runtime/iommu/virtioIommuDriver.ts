import type { Iova } from '../addresses.ts';
import type { IoMapping } from './ioPageTable.ts';
import type { VirtioIommu } from './virtioIommu.ts';

/** A range of an UNMAP request. Size in bytes. */
export interface UnmapRange {
  readonly iova: Iova;
  readonly size: number;
}

/**
 * The driver of a virtio-iommu for one device: it maps at once, and lets requests to unmap lie in the queue until it waits for
 * them. Until then what was unmapped is in effect.
 *
 * Source: Linux 7.3 drivers/iommu/virtio-iommu.c viommu_map_pages (viommu_send_req_sync), viommu_unmap_pages (viommu_add_req),
 * viommu_iotlb_sync (viommu_sync_req). Linux waits for all that is in the queue; here a device may leave what nobody waits for.
 * Left out: the bytes of the request queue; what the device answers late or wrongly.
 */
export class VirtioIommuDriver {
  readonly #iommu: VirtioIommu;
  readonly #domain: number;
  #pending: UnmapRange[] = [];

  /** Attaches the device to a domain of its own. @throws {MisuseError} as {@link VirtioIommu.attach}. */
  constructor(iommu: VirtioIommu, device: number, domain: number) {
    this.#iommu = iommu;
    this.#domain = domain;
    iommu.attach(device, domain);
  }

  /** Requests that nobody has waited for. */
  get pending(): readonly UnmapRange[] {
    return this.#pending;
  }

  /** MAP, after what is in the queue about the same range. @throws as {@link VirtioIommu.map}. */
  map(mapping: IoMapping): void {
    this.sync(mapping);
    this.#iommu.map(this.#domain, mapping);
  }

  /** Puts an UNMAP into the queue. */
  unmap(iova: Iova, size: number): void {
    this.#pending.push({ iova, size });
  }

  /** Waits until the device has done what is in the queue about a range. @throws as {@link VirtioIommu.unmap}. */
  sync({ iova: from, size }: UnmapRange): void {
    const isMeant = (one: UnmapRange) => one.iova < from + size && from < one.iova + one.size;
    const meant = this.#pending.filter(isMeant);
    this.#pending = this.#pending.filter((one) => !isMeant(one));
    for (const one of meant) this.#iommu.unmap(this.#domain, one.iova, one.size);
  }
}

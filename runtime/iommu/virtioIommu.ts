import { hex, type Iova, iova } from '../addresses.ts';
import { FullError, MisuseError, NotCapableError } from '../errors.ts';
import type { Platform } from '../memory/index.ts';
import type { Iommu, IommuRequest, Translation } from './iommu.ts';
import { type IoMapping, IoPageTable } from './ioPageTable.ts';
import { untranslated } from './noIommu.ts';

/** Who sends a request to the virtio-iommu. */
export type GrantedBy = 'guest' | 'host';

/** How a virtio-iommu is set up. */
export interface VirtioIommuOptions {
  /**
   * Who implements it: the VMM, which then grants itself what it likes; trusted code; or trusted code that
   * takes one buffer and no more.
   */
  readonly provider: 'vmm' | 'tcb' | 'tcbSimple';
  /** Whether devices that are attached to nothing reach everything (`boot-bypass`). Default false. */
  readonly bypass?: boolean;
}

/** One grant, and who made it. */
export interface Grant extends IoMapping {
  readonly domain: number;
  readonly by: GrantedBy;
}

interface Domain {
  readonly table: IoPageTable;
  readonly bypass: boolean;
}

/**
 * A virtio-iommu whose mappings are grants: a device reaches what has been mapped in the domain to which it
 * is attached. Errors carry the status that the request is answered with.
 *
 * Source: virtio 1.4 "IOMMU Device" (ATTACH, DETACH, MAP, UNMAP, fault reasons; VIRTIO_IOMMU_F_BYPASS_CONFIG);
 * the seed thread on restricted DMA for who provides it, "simple mode: just accepts one buffer".
 * Left out: PROBE and reserved regions; MMIO mappings; the request queue itself.
 */
export class VirtioIommu implements Iommu {
  readonly #platform: Platform;
  readonly #options: VirtioIommuOptions;
  readonly #domains = new Map<number, Domain>();
  readonly #attached = new Map<number, number>();
  readonly #grantedBy = new WeakMap<IoMapping, GrantedBy>();

  constructor(platform: Platform, options: VirtioIommuOptions) {
    this.#platform = platform;
    this.#options = options;
  }

  /** Everything that is granted. */
  get grants(): Grant[] {
    return [...this.#domains].flatMap(([domain, { table }]) =>
      table.mappings.map((mapping) => ({
        ...mapping,
        domain,
        by: this.#grantedBy.get(mapping) ?? 'guest',
      })),
    );
  }

  /**
   * ATTACH: makes the domain if there is none, and leaves the one that the device was in.
   *
   * @throws {MisuseError} if the domain is there, and not of this kind.
   */
  attach(device: number, domain: number, { bypass = false } = {}): void {
    const there = this.#domains.get(domain);
    if (there && there.bypass !== bypass)
      throw new MisuseError(
        `VIRTIO_IOMMU_S_INVAL: domain ${domain} is ${bypass ? 'not ' : ''}a bypass domain`,
      );
    const left = this.#attached.get(device);
    if (left !== undefined && left !== domain) this.detach(device, left);
    if (!there) this.#domains.set(domain, { table: new IoPageTable(), bypass });
    this.#attached.set(device, domain);
  }

  /** DETACH: the last device to leave takes the domain and its mappings with it. @throws {MisuseError} */
  detach(device: number, domain: number): void {
    if (this.#attached.get(device) !== domain)
      throw new MisuseError(`VIRTIO_IOMMU_S_INVAL: device ${device} is not attached to domain ${domain}`);
    this.#attached.delete(device);
    if (![...this.#attached.values()].includes(domain)) this.#domains.delete(domain);
  }

  /**
   * MAP.
   *
   * @throws {MisuseError} for a domain that is not there or maps nothing, or a range as in {@link IoPageTable.map}.
   * @throws {FullError} for a second buffer in the simple mode.
   * @throws {NotCapableError} if the host asks, and the virtio-iommu is not its own.
   */
  map(domain: number, mapping: IoMapping, by: GrantedBy = 'guest'): void {
    this.#admits(by);
    const { table, bypass } = this.#domain(domain);
    if (bypass) throw new MisuseError(`VIRTIO_IOMMU_S_INVAL: domain ${domain} is a bypass domain`);
    if (this.#options.provider === 'tcbSimple' && this.grants.length > 0)
      throw new FullError('VIRTIO_IOMMU_S_NOMEM: one buffer is mapped, and this virtio-iommu takes no more');
    const own = { ...mapping };
    table.map(own);
    this.#grantedBy.set(own, by);
  }

  /** UNMAP. @throws {MisuseError} as {@link map}, or as {@link IoPageTable.unmap}. */
  unmap(domain: number, from: Iova, size: number, by: GrantedBy = 'guest'): void {
    this.#admits(by);
    this.#domain(domain).table.unmap(from, size);
  }

  translate({ device, address, access, t }: IommuRequest): Translation {
    const number = this.#attached.get(device);
    const domain = number === undefined ? undefined : this.#domains.get(number);
    if (domain ? domain.bypass : this.#options.bypass === true)
      return { gpa: untranslated(this.#platform, address, t) };
    if (!domain) return { refused: `VIRTIO_IOMMU_FAULT_R_DOMAIN: device ${device} is attached to no domain` };
    const gpa = domain.table.translate(iova(address), access);
    if (gpa === undefined)
      return {
        refused: `VIRTIO_IOMMU_FAULT_R_MAPPING: domain ${number} maps nothing to ${access} at ${hex(address)}`,
      };
    return { gpa };
  }

  #admits(by: GrantedBy): void {
    if (by === 'host' && this.#options.provider !== 'vmm')
      throw new NotCapableError(`the host has no hand in a virtio-iommu of ${this.#options.provider}`);
  }

  #domain(domain: number): Domain {
    const there = this.#domains.get(domain);
    if (!there) throw new MisuseError(`VIRTIO_IOMMU_S_NOENT: there is no domain ${domain}`);
    return there;
  }
}

import type { RestrictedPoolInput } from '../../../machines/index.ts';
import { physAddr } from '../../addresses.ts';
import { endpointRequester } from '../../bus/index.ts';
import type { DevicePools } from '../../dma/index.ts';
import { ConversionError, MisuseError } from '../../errors.ts';
import type { GuestDesign } from '../../guest/guestDesign.ts';
import { type GuestDma, guestDma } from '../../guest/guestDma.ts';
import type { GuestMemory } from '../../memory/index.ts';
import { IO_TLB_SIZE, restrictedPool, Swiotlb, type SwiotlbOptions } from '../../swiotlb/index.ts';
import type { MemoryRange } from './devicePath.ts';

/** Which kind of address is to be mapped: of the DMA layer's pool, or of the buffer that the device brings. */
type Kind = 'dma' | 'bounceBuffer';

/**
 * The bounce pool of one device, as the guest finds it described, and the DMA layer that the device is given for it. A pool is set
 * up as the code for its description does it, and the decisions of the design say what follows.
 *
 * The memory of the pool is the host's from the start; that it is converted is to be told so.
 */
export class DescribedPool {
  readonly #design: GuestDesign;
  readonly #rules: RestrictedPoolInput;
  readonly #memory: GuestMemory;
  readonly #range: MemoryRange;
  #pools: DevicePools = {};
  readonly #dma = new Map<Kind, GuestDma>();

  constructor(design: GuestDesign, memory: GuestMemory, range: MemoryRange) {
    this.#design = design;
    this.#rules = design.restrictedPool ?? {};
    this.#memory = memory;
    this.#range = range;
  }

  /** What the guest sees of how the pool is described; `none` if it does not look. */
  get described(): NonNullable<RestrictedPoolInput['described']> {
    const { guestKnows = true, described = 'memoryRegion' } = this.#rules;
    return guestKnows ? described : 'none';
  }

  /** Whether the guest has looked at the description. */
  get wasLookedAt(): boolean {
    return Object.keys(this.#pools).length > 0;
  }

  /** Whether there is a pool for the device that the driver can use. */
  get isUsable(): boolean {
    return this.#pools.onDevice !== undefined || typeof this.#pools.restricted === 'object';
  }

  /** As the machine `restrictedPool` names it, once with the pool that the device was given. */
  get state(): 'unconfigured' | 'attached' | 'onDevice' | 'failed' | 'absent' {
    const { restricted, onDevice } = this.#pools;
    const configured = this.#dma.get('dma');
    if (onDevice) return 'onDevice';
    if (typeof restricted === 'string') return 'failed';
    if (restricted) return !configured || configured.device.ioTlbMem === restricted ? 'attached' : 'absent';
    return configured ? 'absent' : 'unconfigured';
  }

  /**
   * The guest sets up what is described.
   *
   * @param converts whether the host lets the memory of a reserved region be made shared.
   * @throws {MisuseError} if it has been looked at, or there is nothing that the guest looks for.
   */
  setUp(converts: boolean): void {
    if (this.wasLookedAt || this.#dma.size > 0) throw new MisuseError('the pool has been looked for already');
    if (this.described === 'capability')
      this.#pools = { onDevice: this.#made({ ccShared: true, forceBounce: true, forAlloc: true }) };
    else if (this.described === 'memoryRegion' || this.described === 'invalid')
      this.#pools = { restricted: this.#reserved(converts) };
    else throw new MisuseError('no pool is described to the guest');
  }

  /**
   * `of_dma_configure`: the device gets its DMA layer, before a driver is bound to it.
   *
   * @throws {MisuseError} if there is a description that nobody has looked at.
   * @throws {RefusedByStateError} where the design does not drive a device whose pool cannot be used.
   */
  configure(): void {
    const looksFor = ['memoryRegion', 'capability', 'invalid'].includes(this.described);
    if (looksFor && !this.wasLookedAt) throw new MisuseError('the pool has not been looked for');
    this.dma('dma');
  }

  /** Whether a buffer is mapped through a pool, if it is mapped at all. */
  bounces(api: Kind | 'physical'): boolean {
    return api !== 'physical' && this.dma(api).device.ioTlbMem !== undefined;
  }

  /** The DMA layer; that of the device's own buffer is another one. */
  dma(kind: Kind): GuestDma {
    const used = kind === 'bounceBuffer' && this.#pools.onDevice ? kind : 'dma';
    const known = this.#dma.get(used);
    if (known) return known;
    const made = guestDma({
      design: this.#design,
      memory: this.#memory,
      pools: this.#pools,
      requester: endpointRequester(0, { reaches: 'shared' }),
      isPrivate: false,
      kind: used,
    });
    this.#dma.set(used, made);
    return made;
  }

  /** Source: Linux 7.3 kernel/dma/swiotlb.c rmem_swiotlb_setup, rmem_swiotlb_device_init. */
  #reserved(converts: boolean): NonNullable<DevicePools['restricted']> {
    const properties = this.described === 'invalid' ? ['linux,dma-default'] : [];
    let options: ReturnType<typeof restrictedPool>;
    try {
      options = restrictedPool({
        base: physAddr(this.#range.start),
        size: this.#range.size,
        version: '7.3',
        properties,
        setMemoryDecrypted: () => converts,
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return 'rejected';
    }
    try {
      return this.#made({ ...options, ccShared: true });
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      return 'fails';
    }
  }

  #made(options: Partial<SwiotlbOptions>): Swiotlb {
    return new Swiotlb(this.#memory, {
      start: physAddr(this.#range.start),
      nslabs: Math.floor(this.#range.size / IO_TLB_SIZE),
      nareas: 1,
      version: '7.3',
      ...options,
    });
  }
}

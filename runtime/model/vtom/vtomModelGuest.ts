import { type AnyEvent, type System, sizesOf } from '../../../composition/index.ts';
import type { VtomPageInput } from '../../../machines/index.ts';
import { dmaAddr, type PhysAddr, physAddr } from '../../addresses.ts';
import { Bus, type BusPort, endpointRequester } from '../../bus/index.ts';
import { DmaRefusedError, MisuseError } from '../../errors.ts';
import { type Iommu, vtomIommu } from '../../iommu/index.ts';
import { GuestMemory, PAGE_SIZE, placeOf, platforms } from '../../memory/index.ts';
import type { Parts } from '../../parts.ts';
import { designInput } from '../designInput.ts';
import type { GuestOnBytes, ModelGuestOptions, Place, Reading } from '../guestOnBytes.ts';
import { hostLife } from '../hostLife.ts';
import { MARK_SIZE, markOf, SECRET } from '../marks.ts';
import { refuse } from '../refusing.ts';

const DEVICE = 0;
const TENANCY = 1;
const platform = platforms.sevSnp;

/**
 * The guest of a design whose IOMMU goes by a virtual top of memory, on bytes: pages that are converted, a boundary, and the device's
 * addresses of pages below and above it. Private pages hold a secret, shared ones what everybody may have.
 *
 * Read from the runtime: what a page is to hardware, from the memory controller; what the IOMMU takes it for, from the translation of
 * its address. What an access comes to the model does not say: `port` does.
 *
 * Left out: the boundary of the guest's own (VIRTUAL_TOM), which is the design's.
 */
export class VtomModelGuest implements GuestOnBytes {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly word: string;
  readonly memory: GuestMemory;
  /** Memory as the device has it, by {@link addressOf}. */
  readonly port: BusPort;
  readonly #iommu: Iommu;
  readonly #vtom: number;
  readonly #host: Parts;

  constructor(system: System, { sizes = {}, word = SECRET }: ModelGuestOptions = {}) {
    this.system = system;
    this.word = word;
    this.sizes = sizesOf(system, sizes);
    const { page: count = 0 } = this.sizes;
    this.#vtom = count * PAGE_SIZE;
    this.memory = new GuestMemory({ size: this.#vtom, platform });
    this.#iommu = vtomIommu(platform, this.#vtom);
    const bus = new Bus(this.memory.controller);
    const requester = endpointRequester(DEVICE, { reaches: 'private' });
    bus.attach(DEVICE, { requester, iommu: this.#iommu });
    this.port = bus.portOf(DEVICE);
    this.memory.allocPages(this.#vtom, DEVICE, pageAt(0));
    // At boot a page is what the IOMMU takes it for.
    for (let page = 0; page < count; page++) this.#convert(page, this.#takenFor(page) === 0);
    this.#host = hostLife(system);
  }

  /** By which address the device has a page: below the boundary, or above it once more. */
  addressOf(page: number): number {
    const { belowIommu = true } = this.#rules(page);
    return belowIommu ? pageAt(page) : this.#vtom + pageAt(page);
  }

  act(event: AnyEvent): void {
    const page = Number(event['page']);
    const visibility = this.memory.visibility(pageAt(page));
    const { fromPool = true } = this.#rules(page);
    switch (event.type) {
      case 'PAGE_SHARED':
      case 'PAGE_PRIVATE': {
        const toShared = event.type === 'PAGE_SHARED';
        if (fromPool) refuse(event, 'no page is converted');
        if ((visibility === 'shared') === toShared) refuse(event, `the page is ${visibility}`);
        this.#convert(page, toShared);
        return;
      }
      case 'IOMMU_ACCESS':
        if (event['c'] !== this.#takenFor(page)) refuse(event, 'the IOMMU takes the page for something else');
        this.#access(page);
        return;
      default:
        throw new MisuseError(`nothing is known of ${event.type} on bytes`);
    }
  }

  abstractPart(family: string, page: number): Reading {
    if (family === 'host') return { key: '', view: () => this.#host.view(0) };
    if (family !== 'vtomPage') throw new RangeError(`no bytes stand for ${family}`);
    const value = this.memory.visibility(pageAt(page));
    const belowIommu = this.#takenFor(page) === 1;
    const defaults = { belowVmsa: 'off', fromPool: true };
    return {
      key: `${value} ${belowIommu}`,
      view: () => ({ value, context: { ...defaults, ...this.#rules(page), belowIommu } }),
    };
  }

  hostReads(page: number): Buffer {
    return this.memory.controller.raw(pageAt(page), PAGE_SIZE);
  }

  placeOf(at: PhysAddr): Place {
    return { where: `page ${Math.floor(at / PAGE_SIZE)}`, tenancy: TENANCY };
  }

  /** The C bit that the IOMMU gives the device's address of a page. */
  #takenFor(page: number): 0 | 1 {
    const address = dmaAddr(this.addressOf(page));
    const translation = this.#iommu.translate({ device: DEVICE, access: 'read', t: 1, address });
    return 'gpa' in translation && placeOf(platform, translation.gpa).alias === 'private' ? 1 : 0;
  }

  #access(page: number): void {
    const bytes = new Uint8Array(MARK_SIZE);
    try {
      this.port.read(this.addressOf(page), bytes);
      this.port.write(this.addressOf(page), bytes);
    } catch (error) {
      // The page is not what the boundary says.
      if (!(error instanceof DmaRefusedError)) throw error;
    }
  }

  #convert(page: number, toShared: boolean): void {
    const at = pageAt(page);
    if (toShared) this.memory.setMemoryDecrypted(at, PAGE_SIZE);
    else if (this.memory.visibility(at) === 'shared') this.memory.setMemoryEncrypted(at, PAGE_SIZE);
    this.memory.write(at, markOf(toShared ? 'public' : 'secret', TENANCY, this.word));
  }

  #rules(page: number): VtomPageInput {
    return designInput(this.system, 'vtomPage', page);
  }
}

const pageAt = (page: number): PhysAddr => physAddr(page * PAGE_SIZE);

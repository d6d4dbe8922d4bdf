import { type AnyEvent, inputOf, type System, sizesOf } from '../../../composition/index.ts';
import {
  type GrantInput,
  type GuestIommuInput,
  type GuestPageInput,
  hostMachine,
} from '../../../machines/index.ts';
import { type PhysAddr, physAddr } from '../../addresses.ts';
import { Bus, type BusPort, endpointRequester } from '../../bus/index.ts';
import { DmaRefusedError } from '../../errors.ts';
import { GuestMemory, PAGE_SIZE, platforms } from '../../memory/index.ts';
import { Parts } from '../../parts.ts';
import type { GuestOnBytes, ModelGuestOptions, Place, Reading } from '../guestOnBytes.ts';
import { contentOf, MARK_SIZE, markOf, SECRET } from '../marks.ts';
import { abstractGrantPart } from './grantAbstraction.ts';
import { actGrant } from './grantActions.ts';
import { type GuestsIommu, smmuOfGuest, virtioIommuOfGuest } from './guestsIommu.ts';

/** What families are made with. */
interface Rules {
  readonly guestPage: GuestPageInput;
  readonly guestIommu: GuestIommuInput;
  readonly grant: GrantInput;
}

const DEVICE = 0;
const platform = platforms.sevSnp;

/**
 * The guest of a design in which pages are let to a device by way of an IOMMU, on bytes: the IOMMU in front of the device, the one
 * that the guest believes in, which may be another, and pages that hold what the device may have while it may, and secrets
 * before and after.
 *
 * Pages are nobody's but for the IOMMU: whoever is behind it, device or VMM, reads what it lets through.
 */
export class GrantModelGuest implements GuestOnBytes {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly word: string;
  readonly memory: GuestMemory;
  /** The IOMMU that the device meets. */
  readonly front: GuestsIommu;
  /** The IOMMU that the guest was told of. */
  readonly believed: GuestsIommu;
  readonly port: BusPort;
  /** Pages that the guest has mapped, and not unmapped. */
  readonly letOut = new Set<number>();
  /** Which moves the host makes: nothing but what the design says of it. */
  readonly host: Parts;
  /** By page, how often it became the guest's own again. */
  readonly #tenancies: number[];

  constructor(system: System, { sizes = {}, word = SECRET }: ModelGuestOptions = {}) {
    this.system = system;
    this.word = word;
    this.sizes = sizesOf(system, sizes);
    const { page: pages = 0 } = this.sizes;
    this.#tenancies = Array.from({ length: pages }, () => 0);
    this.memory = new GuestMemory({ size: pages * PAGE_SIZE, platform });
    this.memory.allocPages(pages * PAGE_SIZE, DEVICE, this.pageAt(0));
    this.memory.setMemoryDecrypted(this.pageAt(0), pages * PAGE_SIZE);
    for (const page of this.#tenancies.keys()) this.takeBack(page);

    const made = (iommu: 'virtio' | 'smmu') =>
      iommu === 'smmu'
        ? smmuOfGuest(platform, this.rules('grant'))
        : virtioIommuOfGuest(platform, this.rules('grant'), this.rules('guestIommu'));
    const { iommu = 'virtio' } = this.rules('grant');
    const { described = 'virtio' } = this.rules('guestIommu');
    this.front = made(iommu);
    this.believed = described === iommu ? this.front : made(described);
    const bus = new Bus(this.memory.controller);
    const requester = endpointRequester(DEVICE, { reaches: 'shared' });
    bus.attach(DEVICE, { requester, iommu: this.front.iommu });
    this.port = bus.portOf(DEVICE);
    this.host = new Parts({ machine: hostMachine, input: this.rules('host') }, 1, () => 'the host');
  }

  act(event: AnyEvent): void {
    actGrant(this, event);
  }

  abstractPart(family: string, index: number): Reading {
    return abstractGrantPart(this, family, index);
  }

  hostReads(page: number): Buffer | undefined {
    return this.reaches(page) ? this.memory.controller.raw(this.pageAt(page), PAGE_SIZE) : undefined;
  }

  placeOf(at: PhysAddr): Place {
    const page = Math.floor(at / PAGE_SIZE);
    return { where: `page ${page}`, tenancy: this.tenancyOf(page) };
  }

  /** What the design gives a family's machine: its rules. */
  rules<F extends string>(name: F): F extends keyof Rules ? Rules[F] : object {
    const family = this.system.families[name];
    return ((family && inputOf(family, 0)) ?? {}) as F extends keyof Rules ? Rules[F] : object;
  }

  pageAt(page: number): PhysAddr {
    return physAddr(page * PAGE_SIZE);
  }

  tenancyOf(page: number): number {
    return this.#tenancies[page] ?? 0;
  }

  /** Whether the device gets at a page, at the address that the guest would map it at. */
  reaches(page: number): boolean {
    try {
      this.port.read(this.pageAt(page), new Uint8Array(MARK_SIZE));
      return true;
    } catch (error) {
      if (error instanceof DmaRefusedError) return false;
      throw error;
    }
  }

  /** What the guest has in a page. */
  contentOf(page: number): ReturnType<typeof contentOf> {
    return contentOf(this.memory.read(this.pageAt(page), MARK_SIZE), this.tenancyOf(page), this.word);
  }

  /** The guest puts into a page what the device may have. */
  fillForDevice(page: number): void {
    this.memory.write(this.pageAt(page), markOf('public', 0));
  }

  /** The page is the guest's own: a secret is put into it. */
  takeBack(page: number): void {
    const tenancy = this.tenancyOf(page) + 1;
    this.#tenancies[page] = tenancy;
    this.memory.write(this.pageAt(page), markOf('secret', tenancy, this.word));
  }
}

import { type AnyEvent, type System, sizesOf } from '../../../composition/index.ts';
import type { GrantInput, GuestIommuInput, GuestPageInput } from '../../../machines/index.ts';
import { type PhysAddr, physAddr } from '../../addresses.ts';
import { Bus, type BusPort, endpointRequester } from '../../bus/index.ts';
import { GuestMemory, PAGE_SIZE, platforms } from '../../memory/index.ts';
import type { Parts } from '../../parts.ts';
import { designInput } from '../designInput.ts';
import type { GuestOnBytes, ModelGuestOptions, Place, Reading } from '../guestOnBytes.ts';
import { hostLife } from '../hostLife.ts';
import { SECRET } from '../marks.ts';
import { reaches } from './deviceAccess.ts';
import { abstractGrantPart } from './grantAbstraction.ts';
import { actGrant } from './grantActions.ts';
import { type GuestsIommu, smmuOfGuest, virtioIommuOfGuest } from './guestsIommu.ts';
import { LetPages } from './letPages.ts';

/** What families are made with. */
interface Rules {
  readonly guestPage: GuestPageInput;
  readonly guestIommu: GuestIommuInput;
  readonly grant: GrantInput;
}

/** How such a guest is made. */
export interface GrantModelGuestOptions extends ModelGuestOptions {
  /** Memory whose last pages are those that are let out. Default: memory that has no others. */
  readonly memory?: GuestMemory;
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
  readonly pages: LetPages;
  /** Which moves the host makes: nothing but what the design says of it. */
  readonly host: Parts;

  constructor(system: System, { sizes = {}, word = SECRET, memory }: GrantModelGuestOptions = {}) {
    this.system = system;
    this.word = word;
    this.sizes = sizesOf(system, sizes);
    const { page: count = 0 } = this.sizes;
    const bytes = count * PAGE_SIZE;
    this.memory = memory ?? new GuestMemory({ size: bytes, platform });
    const { start, pages } = this.memory.controller;
    const first = physAddr(start + pages * PAGE_SIZE - bytes);
    this.memory.allocPages(bytes, DEVICE, first);
    this.memory.setMemoryDecrypted(first, bytes);
    this.pages = new LetPages(this.memory, { first, count, word });

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
    this.host = hostLife(system);
  }

  act(event: AnyEvent): void {
    actGrant(this, event);
  }

  abstractPart(family: string, index: number): Reading {
    return abstractGrantPart(this, family, index);
  }

  hostReads(page: number): Buffer | undefined {
    const { start } = this.memory.controller;
    const at = physAddr(start + page * PAGE_SIZE);
    return reaches(this.port, at) ? this.memory.controller.raw(at, PAGE_SIZE) : undefined;
  }

  placeOf(at: PhysAddr): Place {
    const page = this.pages.pageOf(at);
    return { where: `page ${page}`, tenancy: this.pages.tenancyOf(page) };
  }

  /** What the design gives a family's machine: its rules. */
  rules<F extends string>(name: F): F extends keyof Rules ? Rules[F] : object {
    return designInput(this.system, name);
  }
}

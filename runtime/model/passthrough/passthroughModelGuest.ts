import type { AnyEvent, System } from '../../../composition/index.ts';
import type { PhysAddr } from '../../addresses.ts';
import type { GuestMemory } from '../../memory/index.ts';
import { GrantModelGuest } from '../grant/grantModelGuest.ts';
import type { GuestOnBytes, ModelGuestOptions, Place, Reading } from '../guestOnBytes.ts';
import { VIRTIO_PAGES, VirtioModelGuest } from '../virtio/virtioModelGuest.ts';

const LET_PAGES: readonly string[] = ['guestPage', 'guestIommu', 'grant'];

/**
 * The guest of a design with an emulated virtio device and a device that is passed through behind an IOMMU: what each of them has
 * alone, in one memory.
 */
export class PassthroughModelGuest implements GuestOnBytes {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly word: string;
  readonly memory: GuestMemory;
  readonly #emulated: VirtioModelGuest;
  readonly #passed: GrantModelGuest;

  /** @throws {MisuseError} as {@link VirtioModelGuest}. */
  constructor(system: System, options: ModelGuestOptions = {}) {
    const morePages = options.sizes?.['page'] ?? system.sizes?.['page'] ?? 0;
    this.#emulated = new VirtioModelGuest(system, { ...options, morePages });
    this.#passed = new GrantModelGuest(system, { ...options, memory: this.#emulated.memory });
    this.system = system;
    this.sizes = this.#emulated.sizes;
    this.word = this.#emulated.word;
    this.memory = this.#emulated.memory;
  }

  act(event: AnyEvent): void {
    (event['page'] === undefined ? this.#emulated : this.#passed).act(event);
  }

  abstractPart(family: string, index: number): Reading {
    return LET_PAGES.includes(family)
      ? this.#passed.abstractPart(family, index)
      : this.#emulated.abstractPart(family);
  }

  hostReads(page: number): Buffer | undefined {
    return (page < VIRTIO_PAGES ? this.#emulated : this.#passed).hostReads(page);
  }

  placeOf(at: PhysAddr): Place {
    const isLet = this.#passed.pages.pageOf(at) >= 0;
    return (isLet ? this.#passed : this.#emulated).placeOf(at);
  }
}

import type { Visibility } from '../../machines/index.ts';
import type { PhysAddr } from '../addresses.ts';
import type { MemoryController } from './memoryController.ts';

/** What the host answers when the guest asks for the conversion of a page. */
export type ConversionAnswer =
  | 'converts'
  /** It says that it fails; the page is then whatever the host made of it. */
  | { readonly failsLeaving: Visibility };

/** The host's policy: asked for each page of a conversion, in the order of their addresses. */
export type ConversionPolicy = (page: PhysAddr, to: Visibility) => ConversionAnswer;

/**
 * Guest memory as the host has it: the bytes of the store, without the key. Private pages read as
 * ciphertext, and writing them comes to what the platform makes of it.
 */
export class HostMemory {
  readonly #controller: MemoryController;

  constructor(controller: MemoryController) {
    this.#controller = controller;
  }

  /** @throws {RangeError} if a byte lies outside of memory. */
  read(at: PhysAddr, size: number): Buffer {
    return this.#controller.read(at, size, { by: 'host' });
  }

  /**
   * @throws {RangeError} if a byte lies outside of memory.
   * @throws {MemoryFaultError} on platforms that refuse the host's writes to private pages.
   */
  write(at: PhysAddr, bytes: Uint8Array): void {
    this.#controller.write(at, bytes, { by: 'host' });
  }
}

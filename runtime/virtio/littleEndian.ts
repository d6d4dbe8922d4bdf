import type { BusMemory } from './busMemory.ts';

/**
 * Fields of virtio structures in memory, each fetched by one read: a field of shared memory may be another
 * one the next time it is looked at.
 *
 * Source: virtio 1.4 "Split Virtqueues": fields are little-endian.
 */
export class LittleEndian {
  readonly #memory: BusMemory;
  readonly #bytes = new Uint8Array(16);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #of2 = this.#bytes.subarray(0, 2);
  readonly #of8 = this.#bytes.subarray(0, 8);

  constructor(memory: BusMemory) {
    this.#memory = memory;
  }

  u16(address: number): number {
    this.#memory.read(address, this.#of2);
    return this.#view.getUint16(0, true);
  }

  setU16(address: number, value: number): void {
    this.#view.setUint16(0, value, true);
    this.#memory.write(address, this.#of2);
  }

  /** The two 32-bit halves of an element of the used ring, by one read. */
  pair(address: number): { readonly id: number; readonly length: number } {
    this.#memory.read(address, this.#of8);
    return { id: this.#view.getUint32(0, true), length: this.#view.getUint32(4, true) };
  }

  setPair(address: number, id: number, length: number): void {
    this.#view.setUint32(0, id, true);
    this.#view.setUint32(4, length, true);
    this.#memory.write(address, this.#of8);
  }

  /** A descriptor, by one read. An address above 2^53 loses its low bits, and is beyond every memory anyway. */
  descriptor(address: number): Descriptor {
    this.#memory.read(address, this.#bytes);
    const view = this.#view;
    return {
      address: view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true),
      length: view.getUint32(8, true),
      flags: view.getUint16(12, true),
      next: view.getUint16(14, true),
    };
  }

  setDescriptor(address: number, descriptor: Descriptor): void {
    const view = this.#view;
    view.setUint32(0, descriptor.address >>> 0, true);
    view.setUint32(4, Math.floor(descriptor.address / 2 ** 32), true);
    view.setUint32(8, descriptor.length, true);
    view.setUint16(12, descriptor.flags, true);
    view.setUint16(14, descriptor.next, true);
    this.#memory.write(address, this.#bytes);
  }
}

/** One entry of a descriptor table: an address as the device uses it, a length in bytes, and what follows. */
export interface Descriptor {
  readonly address: number;
  readonly length: number;
  readonly flags: number;
  readonly next: number;
}

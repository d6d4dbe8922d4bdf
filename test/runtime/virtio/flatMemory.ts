import { type BusMemory, DmaRefusedError, dmaAddr } from '../../../runtime/index.ts';

/** Bytes from address 0 on, that everybody may read and write, and nothing beyond. */
export class FlatMemory implements BusMemory {
  readonly bytes: Uint8Array;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  read(address: number, into: Uint8Array): void {
    into.set(this.#range(address, into.length));
  }

  write(address: number, from: Uint8Array): void {
    this.#range(address, from.length).set(from);
  }

  #range(address: number, length: number): Uint8Array {
    if (!(address >= 0 && address + length <= this.bytes.length))
      throw new DmaRefusedError(
        'page ownership',
        0,
        dmaAddr(Math.min(address, Number.MAX_SAFE_INTEGER)),
        0,
        'there is no memory',
      );
    return this.bytes.subarray(address, address + length);
  }
}

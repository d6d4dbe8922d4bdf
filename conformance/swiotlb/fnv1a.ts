// A global is slow to reach where code runs in a sandbox, and this is the innermost loop.
const { floor, imul } = Math;

/** A hash that bytes are fed to one by one. Source: Fowler, Noll and Vo, FNV-1a with 32 bits. */
export class Fnv1a {
  #hash = 0x811c9dc5;

  /** Feeds the low bytes of a number below 2^53 or of a negative one in two's complement, lowest first. */
  integer(value: number, bytes: number): void {
    let low = value;
    for (let i = 0; i < bytes; i++) {
      this.byte(low & 0xff);
      low = floor(low / 256);
    }
  }

  byte(value: number): void {
    this.#hash = imul(this.#hash ^ value, 0x01000193);
  }

  get value(): number {
    return this.#hash >>> 0;
  }
}

/** The hash of bytes. */
export function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
}

/** The beginning of a memory, filled piece by piece; every piece is aligned to 8 bytes. */
export class Image {
  size = 0;
  private readonly pieces: { readonly at: number; readonly bytes: Uint8Array }[] = [];

  /** Room for so many bytes, zero to begin with; returns its address. */
  room(bytes: number): number {
    const at = this.size;
    this.size += Math.ceil(bytes / 8) * 8;
    return at;
  }

  /** Places data that does not change its size; returns its address. */
  place(data: Uint8Array | Uint32Array | Int32Array | BigUint64Array): number {
    const at = this.room(data.byteLength);
    this.pieces.push({ at, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) });
    return at;
  }

  /** Writes all pieces to the beginning of `memory`. */
  writeTo(memory: Uint8Array): void {
    for (const { at, bytes } of this.pieces) memory.set(bytes, at);
  }
}

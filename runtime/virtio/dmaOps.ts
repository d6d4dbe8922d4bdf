/** Who writes a mapped buffer: the CPU for the device, or the device for the CPU. */
export type Direction = 'TO_DEVICE' | 'FROM_DEVICE';

/** What a driver needs of the DMA API. Lengths are in bytes. */
export interface DmaOps {
  /**
   * @returns the address by which the device reaches the buffer.
   * @throws {Error} if the buffer cannot be mapped; nothing is mapped then.
   */
  map(buffer: number, length: number, direction: Direction): number;
  /**
   * Memory that both sides use at all times, for rings.
   *
   * @returns the address by which the device reaches it; the driver's view of ring memory goes by the same.
   * @throws {Error} if there is none.
   */
  allocCoherent(bytes: number): number;
  /** Takes the buffer back. All three are those of the mapping: the first is what `map` returned. */
  unmap(address: number, length: number, direction: Direction): void;
}

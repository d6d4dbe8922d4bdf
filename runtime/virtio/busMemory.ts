/**
 * Memory as one party reaches it: the guest's CPU, the host, or a device on its bus. Everything that a
 * virtqueue does to memory goes through these two calls, so that whoever stands between (pages that are
 * ciphertext to the host, an IOMMU, a platform that lends only a pool) sees all of it.
 */
export interface BusMemory {
  /**
   * Fills `into` with the bytes from `address` on.
   *
   * @throws {DmaRefusedError} if they are not all this party's to read; those before the first that is not may have been.
   */
  read(address: number, into: Uint8Array): void;
  /**
   * Writes all of `from` to the bytes from `address` on.
   *
   * @throws {DmaRefusedError} if they are not all this party's to write; those before the first that is not may have been.
   */
  write(address: number, from: Uint8Array): void;
}

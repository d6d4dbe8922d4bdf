import type { PhysAddr } from '../addresses.ts';

/**
 * Memory as the guest's kernel uses it through its direct map: whoever moves bytes with the CPU needs no
 * more. Sizes are in bytes; a size of 0 does nothing.
 *
 * Every method throws a RangeError that names the address if a byte lies outside of memory, and a
 * MemoryFaultError where hardware does not let the CPU through.
 */
export interface CpuMemory {
  /** A copy of the bytes. */
  read(at: PhysAddr, size: number): Buffer;
  write(at: PhysAddr, bytes: Uint8Array): void;
  /** `memcpy`, of ranges that may overlap. */
  copy(to: PhysAddr, from: PhysAddr, size: number): void;
  /** `memset`. */
  fill(at: PhysAddr, size: number, byte: number): void;
}

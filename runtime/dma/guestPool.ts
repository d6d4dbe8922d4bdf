import { ConversionError } from '../errors.ts';
import { type GuestMemory, PAGE_SIZE } from '../memory/index.ts';
import { IO_TLB_SIZE, Swiotlb, type SwiotlbOptions } from '../swiotlb/index.ts';

/** A pool to be made of a guest's own memory. */
export type GuestPoolOptions = Omit<SwiotlbOptions, 'start' | 'setMemoryDecrypted' | 'clear'>;

/**
 * A pool in pages of a confidential guest, converted if it is to be shared, which is the default.
 *
 * @throws {FullError} if memory has no such run of pages.
 */
export function guestPool(memory: GuestMemory, options: GuestPoolOptions): Swiotlb {
  const bytes = Math.ceil((options.nslabs * IO_TLB_SIZE) / PAGE_SIZE) * PAGE_SIZE;
  const start = memory.allocPages(bytes, 'pool');
  const setMemoryDecrypted = () => {
    try {
      memory.setMemoryDecrypted(start, bytes);
      return true;
    } catch (error) {
      if (error instanceof ConversionError) return false;
      throw error;
    }
  };
  return new Swiotlb(memory, {
    memEncrypt: 'guest',
    ...options,
    start,
    ...(options.ccShared === false ? {} : { setMemoryDecrypted }),
  });
}

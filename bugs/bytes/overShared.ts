import { GuestMemory, PAGE_SIZE } from '../../runtime/index.ts';
import { type ByteRun, printable } from './byteRun.ts';

const ALLOCATED = 3 * PAGE_SIZE;
/** `PAGE_SIZE << get_order(size)`. */
const ORDERED = 4 * PAGE_SIZE;

/** A9: three pages are allocated and four are shared. */
export const overShared: ByteRun = (keepsRule) => {
  const memory = new GuestMemory({ size: 8 * PAGE_SIZE });
  const buffer = memory.allocPages(ALLOCATED, 0);
  const neighbour = memory.allocPages(PAGE_SIZE, 1);
  memory.setMemoryDecrypted(buffer, keepsRule ? ALLOCATED : ORDERED);
  memory.write(neighbour, Buffer.from('SECRET'));
  const seen = memory.host.read(neighbour, 6);
  return {
    violated: seen.includes('SECRET'),
    told: `the host reads ${printable(seen)} of the page behind the buffer`,
  };
};

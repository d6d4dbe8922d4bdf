import {
  type BusMemory,
  GuestMemory,
  PAGE_SIZE,
  type PhysAddr,
  physAddr,
  Swiotlb,
} from '../../runtime/index.ts';

const POOL_PAGES = 2;
const SLOTS_OF_PAGE = 2;

/** A guest with a few pages, of which the first are a shared bounce pool of four slots. */
export function guestWithPool(): { readonly memory: GuestMemory; readonly swiotlb: Swiotlb } {
  const memory = new GuestMemory({ size: 16 * PAGE_SIZE });
  const start = memory.allocPages(POOL_PAGES * PAGE_SIZE, 'pool');
  memory.setMemoryDecrypted(start, POOL_PAGES * PAGE_SIZE);
  return { memory, swiotlb: new Swiotlb(memory, { start, nslabs: POOL_PAGES * SLOTS_OF_PAGE, nareas: 1 }) };
}

/** A page of a driver that is shared with the host. */
export function sharedPage(memory: GuestMemory): PhysAddr {
  const page = memory.allocPages(PAGE_SIZE, 0);
  memory.setMemoryDecrypted(page, PAGE_SIZE);
  return page;
}

/** Memory as the guest's CPU, or as the host, reads and writes it. */
const reachedBy = ({
  read,
  write,
}: {
  readonly read: (at: PhysAddr, size: number) => Buffer;
  readonly write: (at: PhysAddr, bytes: Uint8Array) => void;
}): BusMemory => ({
  read: (address, into) => into.set(read(physAddr(address), into.length)),
  write: (address, from) => write(physAddr(address), from),
});

/** {@link reachedBy} for both sides. */
export const sidesOf = (memory: GuestMemory): { readonly cpu: BusMemory; readonly host: BusMemory } => ({
  cpu: reachedBy({
    read: (at, size) => memory.read(at, size),
    write: (at, bytes) => memory.write(at, bytes),
  }),
  host: reachedBy({
    read: (at, size) => memory.host.read(at, size),
    write: (at, bytes) => memory.host.write(at, bytes),
  }),
});

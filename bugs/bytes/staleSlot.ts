import { PAGE_SIZE, type PhysAddr, swiotlbDevice } from '../../runtime/index.ts';
import { type ByteRun, printable } from './byteRun.ts';
import { guestWithPool } from './guestOnBytes.ts';

/** A1: a slot is handed out again, the device writes four bytes of it, and all of it is copied to whoever asked. */
export const staleSlot: ByteRun = (keepsRule) => {
  const { memory, swiotlb } = guestWithPool();
  const [disk, reader] = [swiotlbDevice({ name: 'disk' }), swiotlbDevice({ name: 'reader' })];
  const secret = memory.allocPages(PAGE_SIZE, 0);
  memory.write(secret, Buffer.from('....SECRET'));
  const wanted = memory.allocPages(PAGE_SIZE, 1);
  const first = swiotlb.tblMapSingle(disk, secret, 10, 0, 0);
  swiotlb.tblUnmapSingle(disk, first, 10, 'TO_DEVICE');
  // The allocator goes round its slots, so that this one comes again after the others.
  const mapped = (): PhysAddr =>
    // Without the rule slots are found, and nothing is copied into them.
    (keepsRule ? swiotlb : swiotlb.mem).tblMapSingle(reader, wanted, 10, 0, 0);
  let slot = mapped();
  while (slot !== first) {
    swiotlb.mem.unmap(reader, slot);
    slot = mapped();
  }
  memory.host.write(slot, Buffer.from('DATA'));
  swiotlb.tblUnmapSingle(reader, slot, 10, 'FROM_DEVICE');
  const seen = memory.read(wanted, 10);
  return { violated: seen.includes('SECRET'), told: `the reader's page holds ${printable(seen)}` };
};

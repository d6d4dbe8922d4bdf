import { PAGE_SIZE, physAddr, swiotlbDevice } from '../../runtime/index.ts';
import { type ByteRun, printable } from './byteRun.ts';
import { guestWithPool } from './guestOnBytes.ts';

/** Less than a page: what is as long as a page begins one, whatever alignment is asked for. */
const RING_BYTES = 3072;

/** A2: slots for a virtqueue are found that do not begin a page, and what is used is the page that they begin in. */
export const roundedSlot: ByteRun = (keepsRule) => {
  const { memory, swiotlb } = guestWithPool();
  const [disk, queue] = [swiotlbDevice({ name: 'disk' }), swiotlbDevice({ name: 'queue' })];
  const data = memory.allocPages(PAGE_SIZE, 0);
  const slot = swiotlb.tblMapSingle(disk, data, 16, 0, 0);
  const found = swiotlb.mem.tblMapSingle(queue, physAddr(0), RING_BYTES, keepsRule ? PAGE_SIZE - 1 : 0, 0);
  // swiotlb_alloc() returns a struct page.
  const ring = physAddr(Math.floor(found / PAGE_SIZE) * PAGE_SIZE);
  memory.write(ring, Buffer.from('VRING'));
  swiotlb.tblUnmapSingle(disk, slot, 16, 'FROM_DEVICE');
  const seen = memory.read(data, 5);
  return {
    violated: seen.includes('VRING'),
    told: `the page of the disk's driver begins with ${printable(seen)}`,
  };
};

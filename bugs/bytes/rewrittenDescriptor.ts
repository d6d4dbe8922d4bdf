import {
  DriverQueue,
  descriptorAt,
  LittleEndian,
  PAGE_SIZE,
  physAddr,
  splitRingAt,
  swiotlbDevice,
  usedElementAt,
  usedIdxAt,
} from '../../runtime/index.ts';
import { type ByteRun, printable } from './byteRun.ts';
import { guestWithPool, sharedPage, sidesOf } from './guestOnBytes.ts';

/** D1: the host rewrites a descriptor before it gives the chain back, and the driver unmaps what it finds there. */
export const rewrittenDescriptor: ByteRun = (keepsRule) => {
  const { memory, swiotlb } = guestWithPool();
  const { cpu, host } = sidesOf(memory);
  const [seenByCpu, seenByHost] = [new LittleEndian(cpu), new LittleEndian(host)];
  const disk = swiotlbDevice({ name: 'disk' });
  const ring = splitRingAt(sharedPage(memory), 4);
  const queue = new DriverQueue<number>(cpu, ring);
  const pages = [0, 1].map(() => memory.allocPages(PAGE_SIZE, 0));
  const slots = pages.map((page) => swiotlb.tblMapSingle(disk, page, 16, 0, 0));
  slots.forEach((address, i) => {
    queue.add([{ address, length: 16, writable: true }], i);
  });
  const [, other = physAddr(0)] = slots;
  memory.host.write(other, Buffer.from('UNASKED'));
  seenByHost.setDescriptor(descriptorAt(ring, 0), { address: other, length: 16, flags: 2, next: 0 });
  seenByHost.setPair(usedElementAt(ring, 0), 0, 16);
  seenByHost.setU16(usedIdxAt(ring), 1);
  const address = keepsRule
    ? queue.takeUsed()?.segments[0]?.address
    : seenByCpu.descriptor(descriptorAt(ring, 0)).address;
  swiotlb.tblUnmapSingle(disk, physAddr(address ?? 0), 16, 'FROM_DEVICE');
  const seen = memory.read(pages[1] ?? physAddr(0), 7);
  return {
    violated: seen.includes('UNASKED'),
    told: `the page of the request that is not done begins with ${printable(seen)}`,
  };
};

import { GuestMemory, guestPool, PAGE_SIZE, swiotlbDevice } from 'coco-dma/runtime';

/** A packet through a bounce buffer, and what the host reads of it meanwhile. */
export function bounced(): string {
  const memory = new GuestMemory({ size: 64 * PAGE_SIZE });
  const swiotlb = guestPool(memory, { nslabs: 64, nareas: 1 });
  const eth0 = swiotlbDevice({ name: 'eth0', forceDmaUnencrypted: true });
  const hostSees = (at: typeof packet) =>
    memory.host.read(at, 6).equals(Buffer.from('packet')) ? 'packet' : 'ciphertext';

  const packet = memory.allocPages(PAGE_SIZE, 0);
  memory.write(packet, Buffer.from('packet'));
  const tlb = swiotlb.tblMapSingle(eth0, packet, 6, 0, 0);
  const mapped = `the host sees ${hostSees(packet)} in the page, ${hostSees(tlb)} in the slot`;

  swiotlb.tblUnmapSingle(eth0, tlb, 6, 'TO_DEVICE');
  const unmapped = `and after the unmap still ${hostSees(tlb)} in the slot`;
  return [mapped, unmapped].join('\n');
}

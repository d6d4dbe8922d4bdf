import { PAGE_SIZE, physAddr, swiotlbDevice } from '../../runtime/index.ts';
import type { ByteRun } from './byteRun.ts';
import { guestWithPool, sharedPage } from './guestOnBytes.ts';

/** B8: of the two pages of a packet one is mapped, and both addresses go to the ring. */
export const unmappedEntry: ByteRun = (keepsRule) => {
  const { memory, swiotlb } = guestWithPool();
  const nic = swiotlbDevice({ name: 'nic' });
  const ring = sharedPage(memory);
  [0, 1].forEach((entry) => {
    const page = memory.allocPages(PAGE_SIZE, 0);
    const address = keepsRule || entry === 0 ? swiotlb.map(nic, page, 64, 0) : page;
    const written = Buffer.alloc(8);
    written.writeBigUInt64LE(BigInt(address));
    memory.write(physAddr(ring + 8 * entry), written);
  });
  const told = [0, 1].map((entry) =>
    Number(memory.host.read(physAddr(ring + 8 * entry), 8).readBigUInt64LE()),
  );
  const kinds = told.map((address) => memory.visibility(physAddr(address)));
  return {
    violated: kinds.includes('private'),
    told: `the host reads addresses of pages that are ${kinds.join(' and ')}`,
  };
};

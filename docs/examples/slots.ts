import { IoTlbMem, physAddr, swiotlbDevice } from 'coco-dma/runtime';

/** Slots of a pool without its bytes: a mapping, and two mistakes. */
export function slots(): string {
  const mem = new IoTlbMem({ start: physAddr(0x40000000), nslabs: 64, nareas: 1 });
  const nvme0 = swiotlbDevice({ name: 'nvme0', minAlignMask: 4095 });

  // The last 512 bytes of a page; the device wants them to be the last of a page in the pool too.
  const tlb = mem.tblMapSingle(nvme0, physAddr(0x12e00), 512, 4095, 0);
  const { slot, nslots, padSlots, tlbAddr } = mem.mappingOf(nvme0, tlb);
  const found = `slots ${slot} to ${slot + nslots - 1}, ${padSlots} of them padding, data at 0x${tlbAddr.toString(16)}`;

  mem.unmap(nvme0, tlb);
  const twice = told(() => mem.unmap(nvme0, tlb));
  const tooMuch = told(() => mem.tblMapSingle(nvme0, physAddr(0x12e00), 65 * 2048, 0, 0));
  return [found, twice, tooMuch].join('\n');
}

function told(act: () => unknown): string {
  try {
    return `done: ${act()}`;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

import { describe, expect, test } from '@jest/globals';
import {
  Bus,
  DmaRefusedError,
  dmaAddr,
  GuestMemory,
  gpa,
  type IoMapping,
  type Iommu,
  iova,
  noIommu,
  PAGE_SIZE,
  physAddr,
  platforms,
  tdiRequester,
  VirtioIommu,
} from '../../../runtime/index.ts';

const BUFFER = 0x2000;
const bytes = Buffer.alloc(128, 0xaa);

const viommu = (bypass: boolean, ...granted: readonly Partial<IoMapping>[]): VirtioIommu => {
  const iommu = new VirtioIommu(platforms.tdx, { provider: 'vmm', bypass });
  if (granted.length > 0) iommu.attach(0, 1);
  for (const grant of granted)
    iommu.map(1, { iova: iova(BUFFER), size: PAGE_SIZE, to: gpa(BUFFER), access: 'readWrite', ...grant });
  return iommu;
};

/** What a device of the VMM writes to a buffer of shared memory: how far it gets, and what stops it. */
function writing(iommu: Iommu, { at = BUFFER, bme = 1 as 0 | 1 } = {}): string {
  const memory = new GuestMemory({ size: 8 * PAGE_SIZE });
  memory.allocPages(8 * PAGE_SIZE, 0);
  memory.setMemoryDecrypted(physAddr(0), 8 * PAGE_SIZE);
  const bus = new Bus(memory.controller);
  bus.attach(0, { requester: tdiRequester(0, { bme }), iommu });
  let stopped = 'written';
  try {
    bus.write(0, dmaAddr(at), bytes, 0);
  } catch (error) {
    if (!(error instanceof DmaRefusedError)) throw error;
    stopped = error.gate;
  }
  const landed = memory.read(physAddr(at), bytes.length).filter((byte) => byte === 0xaa).length;
  return `${stopped}, ${landed} bytes`;
}

/**
 * What QEMU 7.2 does with memory in the same set-ups, seen over its qtest protocol. Its devices report
 * success all the same; that is not the bus's doing.
 */
describe('as QEMU was seen to do', () => {
  const { tdx } = platforms;
  const gone = viommu(false, {});
  gone.unmap(1, iova(BUFFER), PAGE_SIZE);

  test.each([
    ['E16: PCI, no IOMMU', noIommu(tdx), {}, 'written, 128 bytes'],
    ['E17: virtio-iommu, boot-bypass off, nothing mapped', viommu(false), {}, 'IOMMU, 0 bytes'],
    ['E20: bus mastering off', noIommu(tdx), { bme: 0 as const }, 'BME, 0 bytes'],
    ['E22: the page of the buffer mapped', viommu(false, {}), {}, 'written, 128 bytes'],
    ['E23: the buffer outside of the window', viommu(false, {}), { at: 0x4000 }, 'IOMMU, 0 bytes'],
    ['E24: the window read-only', viommu(false, { access: 'read' }), {}, 'IOMMU, 0 bytes'],
    [
      'E25: the buffer across the end of the window',
      viommu(false, {}),
      { at: BUFFER + PAGE_SIZE - 64 },
      'IOMMU, 64 bytes',
    ],
    ['E26: unmapped, then the same buffer again', gone, {}, 'IOMMU, 0 bytes'],
    ['E27: boot-bypass on, no driver of the IOMMU', viommu(true), {}, 'written, 128 bytes'],
  ])('%s', (_, iommu, how, expected) => {
    expect(writing(iommu, how)).toBe(expected);
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  FullError,
  IoTlbMem,
  MisuseError,
  NotCapableError,
  type PhysAddr,
  physAddr,
  swiotlbDevice,
} from '../../../runtime/index.ts';

const start = physAddr(0x4000_0000);
const eth0 = swiotlbDevice({ name: 'eth0' });
const nvme0 = swiotlbDevice({ name: 'nvme0', minAlignMask: 4095 });
const memOf = (nslabs = 64) => new IoTlbMem({ start, nslabs, nareas: 1 });
const at = (address: number): PhysAddr => physAddr(address);

/** Everything that the allocator knows, to see that a refusal leaves it alone. */
const stateOf = (mem: IoTlbMem) =>
  JSON.stringify([
    mem.totalUsed,
    mem.pools.map((pool) => [pool.list, pool.origAddr, pool.allocSize, pool.areaIndex]),
  ]);

function refused(mem: IoTlbMem, act: () => unknown): string {
  const before = stateOf(mem);
  let message = '';
  expect(() => {
    try {
      act();
    } catch (error) {
      message = error instanceof Error ? error.message : '';
      throw error;
    }
  }).toThrow(MisuseError);
  expect(stateOf(mem)).toBe(before);
  return message;
}

describe('what Linux would let corrupt its lists is refused, and changes nothing', () => {
  test('a mapping given back twice', () => {
    const mem = memOf();
    const tlb = mem.tblMapSingle(eth0, at(0x1000), 5000, 0, 0);
    mem.unmap(eth0, tlb);
    expect(refused(mem, () => mem.unmap(eth0, tlb))).toBe(
      '0x40000000 is not mapped: its slot in the pool at 0x40000000 is free, so it was given back before or never mapped',
    );
  });

  test('an address inside of a mapping, in a slot of its own or in the first', () => {
    const mem = memOf();
    const tlb = mem.tblMapSingle(eth0, at(0x1000), 5000, 0, 0);
    for (const inside of [1, 2047, 2048, 4096])
      expect(refused(mem, () => mem.unmap(eth0, at(tlb + inside)))).toBe(
        `0x${(tlb + inside).toString(16)} is not where a mapping starts: it lies in the slots of the mapping of 5000 bytes at 0x40000000; give back the address that mapping returned`,
      );
  });

  test('the padding in front of a mapping', () => {
    const mem = memOf();
    const tlb = mem.tblMapSingle(nvme0, at(0x1e00), 512, 4095, 0);
    expect(tlb).toBe(0x4000_0e00);
    expect(refused(mem, () => mem.unmap(nvme0, start))).toContain('lies in the slots of');
    expect(refused(mem, () => mem.mappingOf(nvme0, start))).toContain('lies in the padding in front of');
  });

  test("another device's mapping", () => {
    const mem = memOf();
    const tlb = mem.tblMapSingle(eth0, at(0x1000), 512, 0, 0);
    expect(refused(mem, () => mem.unmap(nvme0, tlb))).toBe('0x40000000 was mapped for eth0, not for nvme0');
    expect(refused(mem, () => mem.mappingOf(nvme0, tlb))).toContain('was mapped for eth0');
  });

  test('an address of no pool', () => {
    const mem = memOf();
    for (const foreign of [start - 1, start + 64 * 2048])
      expect(refused(mem, () => mem.unmap(eth0, at(foreign)))).toBe(
        `0x${foreign.toString(16)} is in no pool of swiotlb that eth0 uses`,
      );
    expect(mem.free(eth0, at(0x1000))).toBe(false);
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('a mapping of %d bytes', (size) => {
    const mem = memOf();
    expect(refused(mem, () => mem.tblMapSingle(eth0, at(0x1000), size, 0, 0))).toBe(
      `eth0: ${size} bytes at 0x1000 cannot be mapped: a size is a whole number above 0, and a range must not wrap`,
    );
    expect(refused(mem, () => mem.alloc(eth0, size === 2 ** 53 ? -2 : size, 0))).toContain(
      'cannot be allocated',
    );
  });

  test('a range that wraps', () => {
    const mem = memOf();
    const last = at(Number.MAX_SAFE_INTEGER);
    expect(refused(mem, () => mem.tblMapSingle(eth0, last, 2, 0, 0))).toContain('0x1fffffffffffff');
  });

  test.each([1000, -1, 2 ** 31, 0.5])('an alignment mask of %d', (mask) => {
    const mem = memOf();
    expect(refused(mem, () => mem.tblMapSingle(eth0, at(0x1000), 512, mask, 0))).toContain('allocAlignMask');
  });

  test('no CPU', () => {
    const mem = memOf();
    expect(refused(mem, () => mem.tblMapSingle(eth0, at(0x1000), 512, 0, -1))).toBe('there is no CPU -1');
  });
});

describe('a full pool', () => {
  test('says what was asked for, what is used and what there still is', () => {
    const mem = memOf();
    const tlbs = Array.from({ length: 10 }, () => mem.tblMapSingle(eth0, at(0x1000), 5 * 2048, 0, 0));
    mem.unmap(eth0, tlbs[3] as PhysAddr);
    expect(() => mem.tblMapSingle(eth0, at(0x1000), 8 * 2048, 0, 0)).toThrow(
      new FullError(
        'swiotlb has no room for eth0: 8 contiguous slots were asked for; 45 of 64 slots used in the pool at 0x40000000; the largest free run has 7',
      ),
    );
  });

  test('has a run that is long enough but not aligned', () => {
    const mem = memOf(2);
    mem.tblMapSingle(eth0, at(0x1000), 1, 0, 0);
    expect(() => mem.alloc(eth0, 1, 0)).toThrow(/largest free run has 1, which is not aligned as asked/);
  });

  test('never has more than 128 slots for one mapping', () => {
    expect(() => memOf(512).tblMapSingle(eth0, at(0x1000), 256 * 1024 + 1, 0, 0)).toThrow(
      /129 contiguous slots were asked for, and no mapping has more than 128/,
    );
  });
});

test('slots that the device cannot reach are free again, and the search has moved on', () => {
  const mem = memOf();
  const narrow = swiotlbDevice({ name: 'isa0', dmaMask: 2n ** 24n - 1n });
  expect(() => mem.map(narrow, at(0x1000), 512, 0)).toThrow(NotCapableError);
  expect(mem.totalUsed).toBe(0);
  expect(mem.tblMapSingle(eth0, at(0x1000), 512, 0, 0)).toBe(start + 2048);
});

describe('masks and geometries that cannot be', () => {
  test.each([
    [{ minAlignMask: -1 }, /eth0: minAlignMask is -1/],
    [{ minAlignMask: 2 ** 32 }, /minAlignMask/],
    [{ segBoundaryMask: 0xfffen }, /segBoundaryMask is 65534, but it must be one less than a power of two/],
    [{ dmaMask: 2n ** 64n }, /dmaMask/],
    [{ busDmaLimit: -1n }, /busDmaLimit/],
    [{ dmaOffset: 0.5 }, /dmaOffset/],
  ])('%p', (input, message) => {
    expect(() => swiotlbDevice({ name: 'eth0', ...input })).toThrow(message);
  });

  test.each([
    [{ start: at(0x400), nslabs: 64, nareas: 1 }, /start at a multiple of 2048/],
    [{ start, nslabs: 0, nareas: 1 }, /from 1 to 16777216 slots/],
    [{ start, nslabs: 64, nareas: 65 }, /no area without slots/],
  ])('%p', (geometry, message) => {
    expect(() => new IoTlbMem(geometry)).toThrow(message);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FullError, IoTlbMem, MisuseError, physAddr, swiotlbDevice } from '../../../runtime/index.ts';
import { NaivePool } from '../../fixtures/naiveSwiotlb.ts';
import { dynamicOf, ScriptedPages } from '../../fixtures/scriptedPages.ts';

const start = physAddr(2 ** 30);
const eth0 = swiotlbDevice({ name: 'eth0' });
const low0 = swiotlbDevice({ name: 'low0', dmaMask: 2n ** 32n - 1n });
const KIB = 1024;

describe('a dynamic allocator whose pools are full', () => {
  test('makes a transient pool of just the slots, for one device, and drops it with the mapping', () => {
    const pages = new ScriptedPages([2 ** 31]);
    const mem = dynamicOf(pages);
    mem.tblMapSingle(eth0, physAddr(0), 256 * KIB, 0, 0);
    const tlb = mem.tblMapSingle(eth0, physAddr(0), 100 * KIB, 0, 0);
    expect(tlb).toBe(2 ** 31);
    expect([mem.transientNslabs, mem.totalUsed, mem.usedHiwater, mem.nslabs]).toEqual([50, 178, 178, 128]);
    expect(mem.workPending).toBe(true);
    expect(mem.isSwiotlbBuffer(eth0, tlb)).toBe(true);
    expect(mem.isSwiotlbBuffer(low0, tlb)).toBe(false);
    expect(() => mem.unmap(low0, tlb)).toThrow(MisuseError);
    expect(() => mem.unmap(eth0, physAddr(tlb + 2048))).toThrow(MisuseError);
    mem.unmap(eth0, tlb);
    expect([mem.transientNslabs, mem.totalUsed, mem.usedHiwater]).toEqual([0, 128, 178]);
    expect(mem.isSwiotlbBuffer(eth0, tlb)).toBe(false);
    expect(() => mem.unmap(eth0, tlb)).toThrow('in no pool of swiotlb that eth0 uses');
    // Order 5 is 128 KiB, the least that holds 100. Version 7.3 converts nothing where nothing is encrypted.
    expect(pages.log).toEqual(['alloc 5 normal', `free ${2 ** 31} 5`]);
  });

  test('takes other pages where these are too high for the device, and gives them back', () => {
    const pages = new ScriptedPages([2 ** 33, 2 ** 31]);
    const mem = dynamicOf(pages);
    const dev = swiotlbDevice({ dmaMask: 2n ** 33n - 1n });
    mem.tblMapSingle(eth0, physAddr(0), 256 * KIB, 0, 0);
    expect(mem.tblMapSingle(dev, physAddr(0), 4096, 0, 0)).toBe(2 ** 31);
    expect(pages.log).toEqual(['alloc 0 normal', `free ${2 ** 33} 0`, 'alloc 0 dma32']);
  });

  test('knows ZONE_DMA only where there is one', () => {
    for (const zoneDma of [false, true]) {
      const pages = new ScriptedPages([2 ** 32, 2 ** 32]);
      const mem = dynamicOf(pages, {
        dynamic: { pages, defaultNslabs: 128, defaultNareas: 1, physLimit: 0, zoneDma },
      });
      mem.tblMapSingle(eth0, physAddr(0), 256 * KIB, 0, 0);
      expect(() => mem.tblMapSingle(low0, physAddr(0), 1, 0, 0)).toThrow(FullError);
      const asked = ['alloc 0 dma32', `free ${2 ** 32} 0`];
      expect(pages.log).toEqual(zoneDma ? [...asked, 'alloc 0 dma', `free ${2 ** 32} 0`] : asked);
    }
  });

  test('finds no slot in a transient pool for an original in the second half of a page, as Linux', () => {
    const nvme0 = swiotlbDevice({ name: 'nvme0', minAlignMask: 4095 });
    for (const [origAddr, found] of [
      [0x1000, true],
      [0x1800, false],
    ] as const) {
      const pages = new ScriptedPages([2 ** 31]);
      const mem = dynamicOf(pages);
      mem.tblMapSingle(eth0, physAddr(0), 256 * KIB, 0, 0);
      const map = () => mem.tblMapSingle(nvme0, physAddr(origAddr), 2048, 0, 0);
      if (found) expect(map()).toBe(2 ** 31);
      else expect(map).toThrow(FullError);
      expect(pages.log).toEqual(found ? ['alloc 0 normal'] : ['alloc 0 normal', `free ${2 ** 31} 0`]);
    }
  });

  test('asks for nothing for a mapping that no pool could hold', () => {
    const pages = new ScriptedPages();
    const mem = dynamicOf(pages);
    expect(() => mem.tblMapSingle(eth0, physAddr(0), 256 * KIB + 1, 0, 0)).toThrow(FullError);
    expect([pages.log, mem.workPending]).toEqual([[], false]);
  });

  test('has a worker that halves its wish until it is granted, and searches the newest pool first', () => {
    const pages = new ScriptedPages([undefined, 2 ** 35]);
    const mem = dynamicOf(pages);
    expect(mem.dynAlloc()).toMatchObject({ start: 2 ** 35, nslabs: 512, nareas: 2, transient: false });
    expect(pages.log).toEqual(['alloc 9 normal', 'alloc 8 normal']);
    expect(mem.nslabs).toBe(640);
    expect(mem.tblMapSingle(eth0, physAddr(0), 1, 0, 0)).toBe(2 ** 35);
    expect(dynamicOf(new ScriptedPages()).dynAlloc()).toBeUndefined();
    const wish = { defaultNslabs: 2 ** 15, defaultNareas: 64, physLimit: 2 ** 36 };
    // The page allocator has nothing above 4 MiB; areas shrink so that each has a segment.
    expect(
      dynamicOf(pages, { dynamic: { pages: new ScriptedPages([2 ** 35]), ...wish } }).dynAlloc(),
    ).toMatchObject({
      nslabs: 2048,
      nareas: 16,
    });
  });
});

test('in any number of pools and areas the search goes area by area, and through all pools for each', () => {
  const geometry = fc.record({
    nslabs: fc.constantFrom(512, 640, 1024),
    nareas: fc.integer({ min: 1, max: 8 }),
  });
  const maps = fc.array(fc.record({ cpu: fc.nat(9), size: fc.integer({ min: 1, max: 2 ** 18 }) }), {
    minLength: 30,
    maxLength: 60,
    size: 'max',
  });
  fc.assert(
    fc.property(geometry, fc.integer({ min: 1, max: 8 }), fc.nat(3), maps, (shape, areas, more, all) => {
      const pages = new ScriptedPages(Array.from({ length: more }, (_, i) => 2 ** 32 + i * 2 ** 22));
      const dynamic = { pages, defaultNslabs: 1024, defaultNareas: areas, physLimit: 2 ** 40 };
      const mem = new IoTlbMem({ start, ...shape, dynamic });
      for (let i = 0; i < more; i++) mem.dynAlloc();
      const naive = mem.pools.map((pool) => new NaivePool(pool));
      for (const { cpu, size } of all) {
        const request = { device: {}, origAddr: 4096, allocSize: size, allocAlignMask: 0 };
        let expected = -1;
        for (let k = 0; k < areas && expected < 0; k++)
          for (const pool of naive) {
            if (k >= pool.nareas) continue;
            const slot = pool.take((cpu + k) & (pool.nareas - 1), request);
            if (slot < 0) continue;
            expected = pool.start + slot * 2048;
            break;
          }
        const map = () => mem.tblMapSingle(eth0, physAddr(4096), size, 0, cpu);
        if (expected < 0) expect(map).toThrow(FullError);
        else expect(map()).toBe(expected);
      }
    }),
    { numRuns: 25, seed: 8 },
  );
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Direction, directions } from '../../../machines/index.ts';
import {
  FullError,
  MisuseError,
  NotCapableError,
  type PhysAddr,
  physAddr,
  Swiotlb,
  type SwiotlbDevice,
  swiotlbDevice,
} from '../../../runtime/index.ts';
import { FlatMemory } from '../../fixtures/flatMemory.ts';

const ORIGINALS = 2 ** 16;
const NSLABS = 48;
const pool = { start: physAddr(ORIGINALS), nslabs: NSLABS, nareas: 1 };
const worldOf = (overrun: 'refuse' | 'clamp' = 'refuse') => {
  const memory = new FlatMemory(ORIGINALS + NSLABS * 2048);
  return { memory, swiotlb: new Swiotlb(memory, { ...pool, overrun }) };
};
const eth0 = swiotlbDevice({ name: 'eth0' });
const nvme0 = swiotlbDevice({ name: 'nvme0', minAlignMask: 4095 });
const odd0 = swiotlbDevice({ name: 'odd0', minAlignMask: 511 });

describe('which call copies, by direction', () => {
  const O = 'original';
  const B = 'bounced!';
  // What the original and the bounced byte hold after the call, of `O` and `B` that they held before.
  const table: readonly (readonly [call: string, dir: Direction, original: string, bounced: string])[] = [
    ['sync for device', 'TO_DEVICE', O, O],
    ['sync for device', 'FROM_DEVICE', O, B],
    ['sync for device', 'BIDIRECTIONAL', O, O],
    ['sync for CPU', 'TO_DEVICE', O, B],
    ['sync for CPU', 'FROM_DEVICE', B, B],
    ['sync for CPU', 'BIDIRECTIONAL', B, B],
    ['unmap', 'TO_DEVICE', O, B],
    ['unmap', 'FROM_DEVICE', B, B],
    ['unmap', 'BIDIRECTIONAL', B, B],
    ['unmap, skipCpuSync', 'TO_DEVICE', O, B],
    ['unmap, skipCpuSync', 'FROM_DEVICE', O, B],
    ['unmap, skipCpuSync', 'BIDIRECTIONAL', O, B],
  ];
  test.each(table)('%s %s', (call, dir, original, bounced) => {
    const { memory, swiotlb } = worldOf();
    const at = physAddr(100);
    const tlb = swiotlb.tblMapSingle(eth0, at, 8, 0, 0);
    memory.write(at, Buffer.from(O));
    memory.write(tlb, Buffer.from(B));
    if (call === 'sync for device') swiotlb.syncSingleForDevice(eth0, tlb, 8, dir);
    else if (call === 'sync for CPU') swiotlb.syncSingleForCpu(eth0, tlb, 8, dir);
    else swiotlb.tblUnmapSingle(eth0, tlb, 8, dir, { skipCpuSync: call !== 'unmap' });
    expect([memory.read(at, 8).toString(), memory.read(tlb, 8).toString()]).toEqual([original, bounced]);
  });

  test('a mapping copies in, and its slot keeps the bytes when it is given back', () => {
    const { memory, swiotlb } = worldOf();
    memory.write(physAddr(100), Buffer.from('secret'));
    const tlb = swiotlb.tblMapSingle(eth0, physAddr(100), 6, 0, 0);
    swiotlb.tblUnmapSingle(eth0, tlb, 6, 'FROM_DEVICE');
    expect(memory.read(tlb, 7).toString()).toBe('secret\0');
  });
});

/** A mapping as the caller knows it. */
interface Live {
  readonly device: SwiotlbDevice;
  readonly phys: number;
  readonly tlb: number;
  readonly size: number;
  readonly dir: Direction;
}

const step = fc.oneof(
  fc.record({
    act: fc.constant('map' as const),
    device: fc.constantFrom(eth0, nvme0, odd0),
    phys: fc.nat(ORIGINALS - 9000),
    size: fc.integer({ min: 1, max: 9000 }),
    align: fc.constantFrom(0, 0, 4095),
    dir: fc.constantFrom(...directions),
  }),
  fc.record({ act: fc.constant('unmap' as const), which: fc.nat(), skipCpuSync: fc.boolean() }),
  fc.record({
    act: fc.constantFrom('forCpu' as const, 'forDevice' as const),
    which: fc.nat(),
    from: fc.nat(9000),
    size: fc.nat(5000),
  }),
  fc.record({
    act: fc.constantFrom('cpuWrites' as const, 'deviceWrites' as const),
    which: fc.nat(),
    from: fc.nat(9000),
    size: fc.integer({ min: 1, max: 3000 }),
    byte: fc.nat(255),
  }),
);

test('all of memory is, after each step, what a copy by hand makes of it', () => {
  const seen = { mapped: 0, refused: 0, copied: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
      const { memory, swiotlb } = worldOf();
      const expected = Buffer.alloc(memory.bytes.length);
      const live: Live[] = [];
      for (const one of steps) {
        if (one.act === 'map') {
          const { device, phys, size, dir } = one;
          let tlb: PhysAddr;
          try {
            tlb = swiotlb.tblMapSingle(device, physAddr(phys), size, one.align, 0);
          } catch (error) {
            if (!(error instanceof FullError)) throw error;
            continue;
          }
          expected.copy(expected, tlb, phys, phys + size);
          live.push({ device, phys, tlb, size, dir });
          seen.mapped++;
        } else {
          const at = one.which % Math.max(1, live.length);
          const mapping = live[at];
          if (!mapping) continue;
          const { device, phys, tlb, size, dir } = mapping;
          if (one.act === 'unmap') {
            live.splice(at, 1);
            if (dir !== 'TO_DEVICE' && !one.skipCpuSync) expected.copy(expected, phys, tlb, tlb + size);
            swiotlb.tblUnmapSingle(device, physAddr(tlb), size, dir, { skipCpuSync: one.skipCpuSync });
          } else {
            const from = one.from % size;
            if (one.act === 'cpuWrites' || one.act === 'deviceWrites') {
              const start = (one.act === 'cpuWrites' ? phys : tlb) + from;
              const length = Math.min(one.size, size - from);
              expected.fill(one.byte, start, start + length);
              memory.fill(physAddr(start), length, one.byte);
              continue;
            }
            const call = one.act === 'forCpu' ? 'syncSingleForCpu' : 'syncSingleForDevice';
            const sync = () => swiotlb[call](device, physAddr(tlb + from), one.size, dir);
            if (from + one.size > size) {
              expect(sync).toThrow(MisuseError);
              seen.refused++;
            } else {
              expect(sync()).toBe(0);
              const [to, source] = one.act === 'forCpu' ? [phys, tlb] : [tlb, phys];
              const copies = dir !== (one.act === 'forCpu' ? 'TO_DEVICE' : 'FROM_DEVICE');
              if (copies) expected.copy(expected, to + from, source + from, source + from + one.size);
              if (copies) seen.copied++;
            }
          }
        }
        expect(memory.bytes.equals(expected)).toBe(true);
      }
    }),
    { numRuns: 100, seed: 7 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
});

describe('bad ranges are refused, and name the address', () => {
  test('a sync or unmap that is longer than its mapping', () => {
    const { swiotlb } = worldOf();
    const tlb = swiotlb.tblMapSingle(eth0, physAddr(100), 50, 0, 0);
    const inside = physAddr(tlb + 10);
    expect(() => swiotlb.syncSingleForCpu(eth0, inside, 41, 'FROM_DEVICE')).toThrow(
      new MisuseError('0x1000a: 41 bytes go beyond the mapping of 50 bytes at 0x10000'),
    );
    expect(() => swiotlb.tblUnmapSingle(eth0, tlb, 49, 'FROM_DEVICE')).toThrow(
      new MisuseError('0x10000: 49 bytes cannot be unmapped of the mapping of 50 bytes at 0x10000'),
    );
    expect(() => swiotlb.syncSingleForCpu(eth0, inside, -1, 'FROM_DEVICE')).toThrow('-1 bytes');
    expect(() => swiotlb.tblUnmapSingle(eth0, inside, 50, 'FROM_DEVICE')).toThrow(
      'is not where a mapping starts',
    );
    swiotlb.tblUnmapSingle(eth0, tlb, 50, 'FROM_DEVICE');
    expect(() => swiotlb.syncSingleForCpu(eth0, tlb, 1, 'FROM_DEVICE')).toThrow('0x10000 is not mapped');
  });

  test('a sync of coherent memory, which has no original', () => {
    const { swiotlb } = worldOf();
    const tlb = swiotlb.mem.alloc(eth0, 4096, 0);
    expect(() => swiotlb.syncSingleForCpu(eth0, tlb, 1, 'FROM_DEVICE')).toThrow('have no original');
  });

  test('an original that is not there holds no slots', () => {
    const { memory, swiotlb } = worldOf();
    expect(() => swiotlb.tblMapSingle(eth0, physAddr(memory.bytes.length - 10), 11, 0, 0)).toThrow(
      RangeError,
    );
    expect(swiotlb.mem.totalUsed).toBe(0);
  });

  test('slots that the device does not reach have been copied to all the same, as in Linux', () => {
    const { memory, swiotlb } = worldOf();
    memory.write(physAddr(100), Buffer.from('secret'));
    const isa0 = swiotlbDevice({ name: 'isa0', dmaMask: 0xffffn });
    expect(() => swiotlb.map(isa0, physAddr(100), 6, 0)).toThrow(NotCapableError);
    expect(memory.read(pool.start, 6).toString()).toBe('secret');
    expect(swiotlb.map(eth0, physAddr(100), 6, 0)).toBe(pool.start + 2048);
  });
});

describe('with overruns cut as Linux cuts them', () => {
  test('to the mapping, where nothing was rounded up', () => {
    const { memory, swiotlb } = worldOf('clamp');
    const tlb = swiotlb.tblMapSingle(odd0, physAddr(100), 3000, 0, 0);
    memory.fill(physAddr(tlb), 4096 - 100, 0xaa);
    expect(swiotlb.syncSingleForCpu(odd0, physAddr(tlb + 2500), 600, 'FROM_DEVICE')).toBe(100);
    expect(memory.read(physAddr(100 + 2499), 502)).toEqual(Buffer.from([0, ...new Array(500).fill(0xaa), 0]));
    // What is not copied is not looked at.
    expect(swiotlb.syncSingleForDevice(odd0, tlb, 9999, 'FROM_DEVICE')).toBe(0);
  });

  test('to the granule, where it was: bytes behind the mapping are copied', () => {
    const { memory, swiotlb } = worldOf('clamp');
    const tlb = swiotlb.tblMapSingle(eth0, physAddr(4096), 50, 4095, 0);
    memory.fill(tlb, 4096, 0xaa);
    expect(swiotlb.syncSingleForCpu(eth0, tlb, 5000, 'FROM_DEVICE')).toBe(904);
    expect(memory.read(physAddr(4096 + 4095), 2)).toEqual(Buffer.from([0xaa, 0]));
  });

  test('not behind the allocation, where the arithmetic of Linux wraps', () => {
    const { swiotlb } = worldOf('clamp');
    const tlb = swiotlb.tblMapSingle(odd0, physAddr(100), 2000, 0, 0);
    expect(swiotlb.syncSingleForCpu(odd0, physAddr(tlb + 2000), 5, 'FROM_DEVICE')).toBe(5);
    expect(() => swiotlb.syncSingleForCpu(odd0, physAddr(tlb + 2001), 5, 'FROM_DEVICE')).toThrow(
      'lie behind the allocation',
    );
  });
});

test('a new pool is set to 0', () => {
  const memory = new FlatMemory(ORIGINALS + NSLABS * 2048);
  memory.bytes.fill(0xff);
  const { mem } = new Swiotlb(memory, pool);
  expect(mem.nslabs).toBe(NSLABS);
  expect(memory.bytes.subarray(ORIGINALS).every((byte) => byte === 0)).toBe(true);
  expect(memory.bytes[ORIGINALS - 1]).toBe(0xff);
});

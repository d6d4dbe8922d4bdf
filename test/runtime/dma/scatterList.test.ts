import { describe, expect, test } from '@jest/globals';
import { FullError, PAGE_SIZE, physAddr } from '../../../runtime/index.ts';
import { dmaGuest } from '../../fixtures/dmaGuest.ts';

describe('scatter lists', () => {
  test('have a segment for each piece', () => {
    const { api, bus, memory, add, buffer } = dmaGuest();
    const device = add();
    const list = [3, 1, 2].map((pages) => ({
      phys: buffer(device, pages, pages),
      size: pages * PAGE_SIZE - 1,
    }));
    const segments = api.dmaMapSg(device, list, 'FROM_DEVICE');
    expect(segments.map(({ size }) => size)).toEqual(list.map(({ size }) => size));
    for (const { dmaAddr: address, size } of segments) bus.write(0, address, Buffer.alloc(size, 0xdd), 0);
    api.dmaSyncSgForCpu(device, segments, 3, 'FROM_DEVICE');
    for (const { phys, size } of list) expect(memory.read(phys, size)).toEqual(Buffer.alloc(size, 0xdd));
    expect(() => api.dmaUnmapSg(device, segments, 2, 'FROM_DEVICE')).toThrow(/different entry count \(D6\)/);
    expect(api.mappings(device).length).toBe(3);
    api.dmaUnmapSg(device, segments, 3, 'FROM_DEVICE');
    expect(api.mappings(device)).toEqual([]);
  });

  test('that do not fit are unwound without a copy back', () => {
    const { api, memory, pool, add, buffer } = dmaGuest({ nslabs: 128 });
    const device = add({ maxSegSize: 2 ** 20 });
    const at = buffer(device, 64, 0xaa);
    const rest = buffer(device, 1, 0xaa);
    api.dmaMapSingle(device, rest, 1, 'TO_DEVICE');
    const list = [
      { phys: at, size: 100 * 2048 },
      { phys: physAddr(at + 100 * 2048), size: 28 * 2048 },
    ];
    // While it is mapped the host writes the slot; nothing of it may come back.
    const { host } = memory;
    const write = memory.copy.bind(memory);
    const copies: string[] = [];
    memory.copy = (to, from, size) => {
      copies.push(`${to === at ? 'out' : 'in'} ${size}`);
      write(to, from, size);
    };
    expect(() => api.dmaMapSg(device, list, 'BIDIRECTIONAL')).toThrow(FullError);
    expect(copies).toEqual([`in ${100 * 2048}`]);
    expect(pool?.mem.totalUsed).toBe(1);
    expect(api.mappings(device).length).toBe(1);
    expect(host.read(at, 16)).not.toEqual(Buffer.alloc(16, 0xaa));
  });

  test('keep to what the device says of segments', () => {
    const { api, add, buffer } = dmaGuest({
      dmaDirect: { followsDevice: 'bus', mapsSharedPages: true },
      design: 'acceptWithLiveMappings',
      device: { privateBy: 'bus' },
    });
    const device = add({ maxSegSize: 4096, segBoundaryMask: 0x3fffn });
    const at = buffer(device, 8, 0);
    expect(() => api.dmaMapSg(device, [{ phys: at, size: 4097 }], 'TO_DEVICE')).toThrow(/D17/);
    const boundary = Math.ceil(at / 0x4000) * 0x4000 + 0x4000;
    const list = [{ phys: physAddr(boundary - 1), size: 2 }];
    expect(() => api.dmaMapSg(device, list, 'TO_DEVICE')).toThrow(/D18/);
    expect(api.mappings(device)).toEqual([]);
  });
});

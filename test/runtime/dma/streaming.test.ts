import { describe, expect, test } from '@jest/globals';
import {
  type DmaAddr,
  dmaAddr,
  FullError,
  MisuseError,
  NotCapableError,
  PAGE_SIZE,
  physAddr,
} from '../../../runtime/index.ts';
import { dmaGuest } from '../../fixtures/dmaGuest.ts';

const SHARED_BIT = 2 ** 47;
const plus = (address: DmaAddr, offset: number): DmaAddr => dmaAddr(address + offset);

describe('a bounced mapping', () => {
  test.each([
    // What the buffer holds after a sync for the CPU, and after unmap: it held a when it was mapped, the CPU
    // then wrote c to all of it, and the device d to the second half.
    ['TO_DEVICE', 'c', 'c'],
    ['FROM_DEVICE', 'ad', 'ad'],
    ['BIDIRECTIONAL', 'ad', 'ad'],
  ] as const)('%s: what is copied when', (dir, synced, unmapped) => {
    const { api, bus, memory, add, buffer } = dmaGuest();
    const device = add();
    const at = buffer(device, 1, 0xaa);
    const address = api.dmaMapSingle(device, at, 512, dir);
    expect(address).toBeGreaterThanOrEqual(SHARED_BIT);
    expect(bus.read(0, address, 512, 0)).toEqual(Buffer.alloc(512, 0xaa));
    memory.fill(at, 512, 0xcc);
    bus.write(0, plus(address, 256), Buffer.alloc(256, 0xdd), 0);

    const held = (): string => {
      const bytes = memory.read(at, 512);
      const [first, second] = [bytes[0] ?? 0, bytes[511] ?? 0].map((byte) => byte.toString(16)[0]);
      expect(bytes).toEqual(
        Buffer.concat([bytes.subarray(0, 1), bytes.subarray(511)].map((half) => Buffer.alloc(256, half))),
      );
      return first === second ? `${first}` : `${first}${second}`;
    };
    api.dmaSyncSingleForCpu(device, address, 512, dir);
    expect(held()).toBe(synced);
    api.dmaUnmapSingle(device, address, 512, dir);
    expect(held()).toBe(unmapped);
  });

  test('a sync for the device brings what the CPU wrote, unless only the device writes', () => {
    const { api, bus, memory, add, buffer } = dmaGuest();
    const device = add();
    for (const [dir, seen] of [
      ['TO_DEVICE', 0xcc],
      ['BIDIRECTIONAL', 0xcc],
      ['FROM_DEVICE', 0xaa],
    ] as const) {
      const at = buffer(device, 1, 0xaa);
      const address = api.dmaMapSingle(device, at, 64, dir);
      memory.fill(at, 64, 0xcc);
      api.dmaSyncSingleForDevice(device, plus(address, 16), 16, dir);
      const bytes = bus.read(0, address, 64, 0);
      expect([bytes[15], bytes[16], bytes[31], bytes[32]]).toEqual([0xaa, seen, seen, 0xaa]);
      api.dmaUnmapSingle(device, address, 64, dir);
    }
  });

  test('with DMA_ATTR_SKIP_CPU_SYNC is copied in all the same, and not out', () => {
    const { api, bus, memory, add, buffer } = dmaGuest();
    const device = add();
    const at = buffer(device, 1, 0xaa);
    const address = api.dmaMapSingle(device, at, 64, 'BIDIRECTIONAL', { skipCpuSync: true });
    expect(bus.read(0, address, 64, 0)).toEqual(Buffer.alloc(64, 0xaa));
    bus.write(0, address, Buffer.alloc(64, 0xdd), 0);
    api.dmaUnmapSingle(device, address, 64, 'BIDIRECTIONAL', { skipCpuSync: true });
    expect(memory.read(at, 64)).toEqual(Buffer.alloc(64, 0xaa));
  });

  test('takes what the host left in the slot from nobody: what the device does not write is the buffer', () => {
    const { api, memory, pool, add, buffer } = dmaGuest();
    const device = add();
    const at = buffer(device, 1, 0xaa);
    const first = api.dmaMapSingle(device, at, 2048, 'TO_DEVICE');
    api.dmaUnmapSingle(device, first, 2048, 'TO_DEVICE');
    memory.host.write(physAddr(first - SHARED_BIT), Buffer.alloc(2048, 0xee));
    const at2 = buffer(device, 1, 0xbb);
    // The search goes on behind the last slot, and comes round.
    for (let i = 1; i < (pool?.mem.nslabs ?? 0); i++) api.dmaMapSingle(device, at, 1, 'TO_DEVICE');
    const again = api.dmaMapSingle(device, at2, 2048, 'FROM_DEVICE');
    expect(again).toBe(first);
    api.dmaUnmapSingle(device, again, 2048, 'FROM_DEVICE');
    expect(memory.read(at2, 2048)).toEqual(Buffer.alloc(2048, 0xbb));
  });

  test('a full pool is an error, and a slot given back is room again', () => {
    const { api, add, buffer } = dmaGuest({ nslabs: 128 });
    const device = add();
    const at = buffer(device, 64, 1);
    const whole = api.dmaMapSingle(device, at, 128 * 2048, 'TO_DEVICE');
    expect(() => api.dmaMapSingle(device, at, 1, 'TO_DEVICE')).toThrow(FullError);
    api.dmaUnmapSingle(device, whole, 128 * 2048, 'TO_DEVICE');
    expect(api.dmaMapSingle(device, at, 1, 'TO_DEVICE')).toBeGreaterThan(0);
  });

  test('slots beyond the mask are given back, and the device is told', () => {
    const { api, pool, add } = dmaGuest();
    const device = add({ dmaMask: 0x1fn });
    expect(() => api.dmaMapSingle(device, physAddr(0), 64, 'TO_DEVICE')).toThrow(
      new NotCapableError(
        'device 0 cannot use 64 bytes at 0x0: the slots are given back without a copy (swiotlb addr overflow) (Linux 7.3 kernel/dma/swiotlb.c)',
      ),
    );
    expect(pool?.mem.totalUsed).toBe(0);
  });
});

describe('a direct mapping', () => {
  test('in Linux 7.3, of memory that the caller says is shared', () => {
    const { api, bus, memory, add, buffer } = dmaGuest();
    const device = add();
    const at = buffer(device, 1, 0);
    memory.setMemoryDecrypted(at, PAGE_SIZE);
    memory.fill(at, PAGE_SIZE, 0xaa);
    const address = api.dmaMapSingle(device, at, PAGE_SIZE, 'BIDIRECTIONAL', { ccShared: true });
    expect(address).toBe(at + SHARED_BIT);
    bus.write(0, address, Buffer.alloc(16, 0xdd), 0);
    expect(memory.read(at, 17)).toEqual(Buffer.concat([Buffer.alloc(16, 0xdd), Buffer.alloc(1, 0xaa)]));
    api.dmaUnmapSingle(device, address, PAGE_SIZE, 'BIDIRECTIONAL', { ccShared: true });
    // The attribute is believed: of memory that is not shared the device gets an address as well.
    expect(
      api.dmaMapSingle(device, buffer(device, 1, 0), 64, 'TO_DEVICE', { ccShared: true }),
    ).toBeGreaterThan(SHARED_BIT);
  });

  test('in Linux 6.12, where the device has no pool: the address of a private page goes out', () => {
    const { api, add, buffer } = dmaGuest({
      design: 'linux612ForceBounce',
      nslabs: 0,
      dmaDirect: { followsDevice: 'bus' },
      device: { privateBy: 'bus' },
    });
    const device = add();
    const at = buffer(device, 1, 0);
    expect(api.dmaMapSingle(device, at, 64, 'TO_DEVICE')).toBe(at);
  });

  test('attributes that a kernel does not have are refused', () => {
    const { api, add, buffer } = dmaGuest({ design: 'linux612ForceBounce' });
    const device = add();
    expect(() => api.dmaMapSingle(device, buffer(device, 1, 0), 64, 'TO_DEVICE', { ccShared: true })).toThrow(
      new MisuseError('Linux 6.12 has no attribute ccShared'),
    );
  });
});

describe('registers', () => {
  test('are mapped as they are in Linux 6.12, beyond memory too', () => {
    const { api, add } = dmaGuest({ design: 'linux612ForceBounce' });
    const device = add();
    const address = api.dmaMapResource(device, physAddr(0x4000_0000), 4096, 'BIDIRECTIONAL');
    expect(address).toBe(0x4000_0000);
    api.dmaUnmapResource(device, address, 4096, 'BIDIRECTIONAL');
    expect(api.mappings(device)).toEqual([]);
  });

  test('are out of reach in a confidential guest of Linux 7.3: peer-to-peer fails closed', () => {
    const { api, add } = dmaGuest();
    expect(() => api.dmaMapResource(add(), physAddr(0x4000_0000), 4096, 'BIDIRECTIONAL')).toThrow(
      /registers never bounce; peer-to-peer in a confidential guest ends here/,
    );
  });
});

describe('syncs', () => {
  test('are skipped until the first bounce, and never again', () => {
    const { api, memory, add, buffer } = dmaGuest();
    const device = add();
    expect(device.skipSync).toBe(true);
    const at = buffer(device, 1, 0);
    memory.setMemoryDecrypted(at, PAGE_SIZE);
    const shared = api.dmaMapSingle(device, at, 64, 'TO_DEVICE', { ccShared: true });
    expect(api.dmaNeedSync(device, shared)).toBe(false);
    const bounced = api.dmaMapSingle(device, buffer(device, 1, 0), 64, 'TO_DEVICE');
    expect(device.skipSync).toBe(false);
    expect([shared, bounced].map((address) => api.dmaNeedSync(device, address))).toEqual([false, true]);
    api.dmaUnmapSingle(device, bounced, 64, 'TO_DEVICE');
    expect(device.skipSync).toBe(false);
  });

  test('of a device that is not coherent are never skipped', () => {
    const { add } = dmaGuest();
    expect(add({ facts: { coherent: false } }).skipSync).toBe(false);
  });
});

test('the longest mapping is a segment of the pool, less what alignment can cost', () => {
  const { api, add } = dmaGuest();
  expect(api.dmaMaxMappingSize(add())).toBe(262_144);
  expect(api.dmaMaxMappingSize(add({ minAlignMask: 4095 }))).toBe(258_048);
  expect(dmaGuest({ nslabs: 0 }).api.dmaMaxMappingSize(dmaGuest({ nslabs: 0 }).add())).toBe(
    Number.POSITIVE_INFINITY,
  );
});

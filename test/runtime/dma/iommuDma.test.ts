import { describe, expect, test } from '@jest/globals';
import {
  DmaRefusedError,
  dmaAddr,
  endpointRequester,
  FullError,
  MisuseError,
  NotCapableError,
  PAGE_SIZE,
  physAddr,
  TwoStageIommu,
} from '../../../runtime/index.ts';
import { type DmaGuestOptions, dmaGuest } from '../../fixtures/dmaGuest.ts';

/** A private device behind an IOMMU that the guest drives. */
function iommuGuest(
  options: DmaGuestOptions = {},
  input: Parameters<ReturnType<typeof dmaGuest>['add']>[0] = {},
) {
  const guest = dmaGuest(options);
  const iommu = new TwoStageIommu(guest.memory.platform);
  const device = guest.api.addDevice({
    name: 'behind',
    number: 9,
    iommu,
    ...input,
    pools: guest.pool ? { default: guest.pool } : {},
  });
  guest.api.deviceEvent(device, 'BIND_DRIVER');
  guest.bus.attach(9, { requester: endpointRequester(9, { reaches: 'private' }), iommu });
  iommu.attach(9);
  return { ...guest, iommu, device };
}

describe('a mapping behind an IOMMU', () => {
  test('is reached as its direction admits, and no longer than it lives', () => {
    const { api, bus, memory, device, buffer } = iommuGuest();
    const at = buffer(device, 2, 0xaa);
    const address = api.dmaMapSingle(device, physAddr(at + 100), PAGE_SIZE, 'FROM_DEVICE');
    expect([address % PAGE_SIZE, address > 2 ** 47]).toEqual([100, true]);
    bus.write(9, address, Buffer.alloc(PAGE_SIZE, 0xdd), 1);
    expect(memory.read(physAddr(at + 99), PAGE_SIZE + 2)).toEqual(
      Buffer.concat([Buffer.of(0xaa), Buffer.alloc(PAGE_SIZE, 0xdd), Buffer.of(0xaa)]),
    );
    expect(() => bus.read(9, address, 1, 1)).toThrow(/IOMMU refuses/);
    expect(() => bus.write(9, dmaAddr(address + 2 * PAGE_SIZE), Buffer.of(1), 1)).toThrow(DmaRefusedError);
    api.dmaUnmapSingle(device, address, PAGE_SIZE, 'FROM_DEVICE');
    expect(() => bus.write(9, address, Buffer.of(1), 1)).toThrow(/IOMMU refuses/);
    // The addresses are free again.
    expect(api.dmaMapSingle(device, physAddr(at + 100), PAGE_SIZE, 'FROM_DEVICE')).toBe(address);
  });

  test('bounces through pages of its own if the device is untrusted, and nothing else is in them', () => {
    const { api, bus, memory, pool, device, buffer } = iommuGuest({}, { facts: { pciUntrusted: true } });
    const at = buffer(device, 1, 0xaa);
    memory.fill(physAddr(pool?.mem.pools[0]?.start ?? 0), 16 * PAGE_SIZE, 0xee);
    const address = api.dmaMapSingle(device, at, 100, 'BIDIRECTIONAL');
    const page = bus.read(9, dmaAddr(address - (address % PAGE_SIZE)), PAGE_SIZE, 1);
    const expected = Buffer.alloc(PAGE_SIZE);
    expected.fill(0xaa, address % PAGE_SIZE, (address % PAGE_SIZE) + 100);
    expect(page).toEqual(expected);
    expect(pool?.mem.totalUsed).toBe(2);
    bus.write(9, address, Buffer.alloc(100, 0xdd), 1);
    api.dmaUnmapSingle(device, address, 100, 'BIDIRECTIONAL');
    expect(memory.read(at, 101)).toEqual(Buffer.concat([Buffer.alloc(100, 0xdd), Buffer.of(0xaa)]));
    expect(pool?.mem.totalUsed).toBe(0);
    // A buffer of whole pages has nothing beside it.
    const whole = api.dmaMapSingle(device, at, PAGE_SIZE, 'TO_DEVICE');
    expect(pool?.mem.totalUsed).toBe(0);
    api.dmaUnmapSingle(device, whole, PAGE_SIZE, 'TO_DEVICE');
  });

  test('fails without a pool for an untrusted device, and without addresses; nothing is held then', () => {
    const { api, device, buffer } = iommuGuest({ nslabs: 0 }, { facts: { pciUntrusted: true } });
    expect(() => api.dmaMapSingle(device, buffer(device, 1, 0), 100, 'TO_DEVICE')).toThrow(
      /fails closed without a pool/,
    );
    const narrow = iommuGuest({}, { facts: { pciUntrusted: true }, dmaMask: 0x1fffn });
    const at = narrow.buffer(narrow.device, 1, 0);
    const address = narrow.api.dmaMapSingle(narrow.device, at, PAGE_SIZE, 'TO_DEVICE');
    expect(address).toBe(0x1000);
    expect(() => narrow.api.dmaMapSingle(narrow.device, at, 100, 'TO_DEVICE')).toThrow(FullError);
    expect([narrow.pool?.mem.totalUsed, narrow.api.mappings(narrow.device).length]).toEqual([0, 1]);
  });

  test('is not for memory that the caller says is shared', () => {
    const { api, device, buffer } = iommuGuest();
    const call = () => api.dmaMapSingle(device, buffer(device, 1, 0), 100, 'TO_DEVICE', { ccShared: true });
    // 7.3 as 7.2: only dma-direct knows what that means.
    expect(call).toThrow(
      new MisuseError(
        'behind cannot use 100 bytes at 0x80000: only dma-direct knows the attribute (Linux 7.2 kernel/dma/mapping.c dma_map_phys)',
      ),
    );
  });
});

test('a device with dma_map_ops of its own is not served', () => {
  const { api, add, buffer } = dmaGuest();
  const device = add({ facts: { dmaOps: true } });
  expect(() => api.dmaMapSingle(device, buffer(device, 1, 0), 100, 'TO_DEVICE')).toThrow(NotCapableError);
});

describe('a scatter list behind an IOMMU', () => {
  test('has a segment for pieces that follow each other, and goes as a whole', () => {
    const { api, bus, memory, device, buffer } = iommuGuest();
    const pieces = [2, 1, 1].map((pages) => ({
      phys: buffer(device, pages, pages),
      size: pages * PAGE_SIZE,
    }));
    const list = pieces.map((piece, i) => (i === 2 ? { ...piece, size: 10 } : piece)).reverse();
    const segments = api.dmaMapSg(device, list, 'BIDIRECTIONAL');
    // The short piece leaves a hole behind it.
    expect(segments.map(({ size }) => size)).toEqual([10, 3 * PAGE_SIZE]);
    const [short, long] = segments;
    expect(bus.read(9, dmaAddr(long?.dmaAddr ?? 0), 3 * PAGE_SIZE, 1)).toEqual(
      Buffer.concat([Buffer.alloc(PAGE_SIZE, 1), Buffer.alloc(2 * PAGE_SIZE, 2)]),
    );
    bus.write(9, dmaAddr(short?.dmaAddr ?? 0), Buffer.alloc(10, 0xdd), 1);
    expect(memory.read(pieces[2]?.phys ?? physAddr(0), 11)).toEqual(
      Buffer.concat([Buffer.alloc(10, 0xdd), Buffer.of(1)]),
    );
    expect(api.mappings(device).length).toBe(2);
    api.dmaUnmapSg(device, segments, 3, 'BIDIRECTIONAL');
    expect(api.mappings(device)).toEqual([]);
    for (const { dmaAddr: address } of segments)
      expect(() => bus.read(9, address, 1, 1)).toThrow(/IOMMU refuses/);
  });

  test('takes its own way piece by piece if one of them bounces', () => {
    const { api, pool, device, buffer } = iommuGuest({}, { facts: { pciUntrusted: true } });
    const list = [PAGE_SIZE, 10, PAGE_SIZE].map((size) => ({ phys: buffer(device, 1, 0), size }));
    const segments = api.dmaMapSg(device, list, 'TO_DEVICE');
    expect(segments.map(({ size }) => size)).toEqual([PAGE_SIZE, 10, PAGE_SIZE]);
    expect(api.mappings(device).map(({ bounced }) => bounced !== undefined)).toEqual([false, true, false]);
    api.dmaUnmapSg(device, segments, 3, 'TO_DEVICE');
    expect(pool?.mem.totalUsed).toBe(0);
  });

  test('of nothing is nothing', () => {
    const { api, device } = iommuGuest();
    expect(api.dmaMapSg(device, [], 'TO_DEVICE')).toEqual([]);
  });
});

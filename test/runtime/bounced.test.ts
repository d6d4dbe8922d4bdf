import { describe, expect, test } from '@jest/globals';
import {
  aliasAddress,
  Bus,
  ConversionError,
  type ConversionPolicy,
  DmaRefusedError,
  endpointRequester,
  FullError,
  GuestMemory,
  noIommu,
  PAGE_SIZE,
  physAddr,
  platforms,
  Swiotlb,
  swiotlbDevice,
} from '../../runtime/index.ts';

const SLOTS = 128;
const POOL_BYTES = SLOTS * 2048;
const POOL = physAddr(16 * PAGE_SIZE);
const buffer = physAddr(PAGE_SIZE + 512);
const secret = Buffer.from('for the device, and so for the host');

/** A TDX guest whose pool is shared as Linux shares it, and a device of the host on its bus. */
function guest(version: '6.12' | '7.3' = '7.3', conversions?: ConversionPolicy) {
  const memory = new GuestMemory({
    size: POOL + POOL_BYTES,
    platform: platforms.tdx,
    ...(conversions ? { conversions } : {}),
  });
  memory.allocPages(PAGE_SIZE, 0, physAddr(PAGE_SIZE));
  memory.allocPages(POOL_BYTES, 'pool', POOL);
  const swiotlb = new Swiotlb(memory, {
    start: POOL,
    nslabs: SLOTS,
    nareas: 1,
    version,
    memEncrypt: 'guest',
    setMemoryDecrypted(start, pages) {
      try {
        memory.setMemoryDecrypted(start, pages * PAGE_SIZE);
        return true;
      } catch (error) {
        if (error instanceof ConversionError) return false;
        throw error;
      }
    },
    // Conversion has left it zero, if it was converted.
    clear: () => {},
  });
  const device = swiotlbDevice({
    dmaOffset: aliasAddress(platforms.tdx, physAddr(0), 'shared'),
    forceDmaUnencrypted: true,
  });
  const bus = new Bus(memory.controller);
  bus.attach(0, {
    requester: endpointRequester(0, { reaches: 'shared' }),
    iommu: noIommu(platforms.tdx),
  });
  return { memory, swiotlb, device, port: bus.portOf(0) };
}

test('a bounced buffer: the device and the host see the slot, and neither sees the page', () => {
  const { memory, swiotlb, device, port } = guest();
  memory.write(buffer, secret);
  const address = swiotlb.map(device, buffer, secret.length, 0);
  const seen = Buffer.alloc(secret.length);
  port.read(address, seen);
  expect(seen).toEqual(secret);
  expect(memory.host.read(POOL, POOL_BYTES).includes(secret)).toBe(true);
  expect(memory.host.read(physAddr(0), POOL).includes(secret.subarray(0, 8))).toBe(false);
  expect(() => port.read(buffer, seen)).toThrow(DmaRefusedError);
});

test('what the device writes to the slot is in the private page after unmap', () => {
  const { memory, swiotlb, device, port } = guest();
  memory.fill(buffer, 64, 1);
  const tlbAddr = swiotlb.tblMapSingle(device, buffer, 64, 0, 0);
  port.write(aliasAddress(platforms.tdx, tlbAddr, 'shared'), Buffer.alloc(16, 7));
  swiotlb.tblUnmapSingle(device, tlbAddr, 64, 'FROM_DEVICE');
  expect(memory.read(buffer, 64)).toEqual(Buffer.concat([Buffer.alloc(16, 7), Buffer.alloc(48, 1)]));
});

describe('a pool whose conversion fails', () => {
  const fails: ConversionPolicy = (page) => (page === POOL ? { failsLeaving: 'private' } : 'converts');

  test('is handed out by Linux 6.12: the first touch of its shared mapping is a #VE', () => {
    const { memory, swiotlb, device } = guest('6.12', fails);
    memory.write(buffer, secret);
    expect(() => swiotlb.map(device, buffer, secret.length, 0)).toThrow('#VE');
  });

  test('is unusable in Linux 7.3', () => {
    const { memory, swiotlb, device } = guest('7.3', fails);
    memory.write(buffer, secret);
    expect(() => swiotlb.map(device, buffer, secret.length, 0)).toThrow(FullError);
  });
});

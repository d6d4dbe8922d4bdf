import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  FullError,
  IoTlbMem,
  type IoTlbPool,
  NotCapableError,
  type PhysAddr,
  physAddr,
  type SwiotlbDevice,
  type SwiotlbDeviceInput,
  type SwiotlbMapping,
  swiotlbDevice,
} from '../../../runtime/index.ts';
import { NaivePool, type NaiveRequest } from '../../fixtures/naiveSwiotlb.ts';

/** Masks that decide something, and some that are absurd. */
const mask32 = fc.constantFrom(0, 1, 511, 2047, 4095, 8191, 65535, 0x7fffffff, 0xffffffff);
const boundary = fc.constantFrom(
  ...[0, 10, 11, 12, 14, 16, 20, 31, 32, 33, 52, 53, 64].map((bits) => 2n ** BigInt(bits) - 1n),
);
const device: fc.Arbitrary<SwiotlbDeviceInput> = fc.record({
  minAlignMask: fc.oneof(fc.constant(0), mask32),
  segBoundaryMask: fc.oneof({ weight: 3, arbitrary: fc.constant(2n ** 64n - 1n) }, boundary),
  dmaOffset: fc.constantFrom(0, 0, 2048, 28672, 2 ** 31, 2 ** 40 + 4096),
});
const world = fc.record({
  nslabs: fc.constantFrom(1, 64, 128, 200, 384, 512, 640, 1000),
  nareas: fc.constantFrom(1, 1, 2, 3, 4, 5, 8),
  start: fc.constantFrom(0, 2048, 2 ** 30, 2 ** 32 - 2048, 2 ** 45 + 6144),
  devices: fc.array(device, { minLength: 1, maxLength: 3 }),
});
const map = fc.record({
  who: fc.nat(2),
  cpu: fc.nat(9),
  alloc: fc.boolean(),
  origAddr: fc.oneof(fc.nat(2 ** 20), fc.constantFrom(0, 4096, 2 ** 32 + 5000, 2 ** 46 - 1)),
  size: fc.oneof(fc.integer({ min: 1, max: 9000 }), fc.constantFrom(2048, 4096, 65536, 2 ** 18, 2 ** 18 + 1)),
  allocAlignMask: fc.constantFrom(0, 0, 0, 511, 2047, 4095, 65535, 2 ** 17 - 1),
});
const step = fc.oneof({ weight: 3, arbitrary: map }, { weight: 2, arbitrary: fc.record({ give: fc.nat() }) });

const FULL = -1;
/** Slots were found for an allocation, but the device's idea of alignment is not that of pages. */
const NO_PAGES = -2;
const taken = (act: () => PhysAddr): PhysAddr | typeof FULL | typeof NO_PAGES => {
  try {
    return act();
  } catch (error) {
    if (error instanceof FullError) return FULL;
    if (error instanceof NotCapableError) return NO_PAGES;
    throw error;
  }
};

/** FreeListExact and UsedExact: what is kept, against what the booleans say. */
function expectExact(pool: IoTlbPool, naive: NaivePool): void {
  expect([...pool.list]).toEqual(naive.busy.map((_, slot) => naive.run(slot)));
  expect(pool.used).toBe(naive.used);
  expect([...pool.allocSize].filter((_, slot) => !naive.busy[slot]).every((size) => size === 0)).toBe(true);
  expect([...pool.origAddr].filter((_, slot) => !naive.busy[slot]).every((addr) => addr === -1)).toBe(true);
}

/** What has to be true of every mapping, however it was found: InPool, AlignOK, MinAlignOK, BoundaryOK. */
function expectSound(mapping: SwiotlbMapping, input: SwiotlbDeviceInput, request: NaiveRequest): void {
  const { pool, slot, nslots, padSlots, tlbAddr, size } = mapping;
  expect(slot >= 0 && slot + nslots <= pool.nslabs).toBe(true);
  expect(Math.floor(slot / 128)).toBe(Math.floor((slot + nslots - 1) / 128));
  const base = BigInt(pool.start) + BigInt(input.dmaOffset ?? 0);
  const first = base + BigInt(slot) * 2048n;
  const data = BigInt(tlbAddr) + BigInt(input.dmaOffset ?? 0);
  expect(data >= first + BigInt(padSlots) * 2048n).toBe(true);
  expect(data + BigInt(size) <= first + BigInt(nslots) * 2048n).toBe(true);
  // Linux keeps boundaries and alignments of slots; no boundary is nearer than a slot's.
  const boundaryMask = (input.segBoundaryMask ?? 0n) | 2047n;
  expect(first & boundaryMask & BigInt(request.allocAlignMask)).toBe(0n);
  if (request.origAddr > 0) {
    const kept = BigInt(input.minAlignMask ?? 0) & boundaryMask;
    expect((data ^ BigInt(request.origAddr)) & kept).toBe(0n);
  }
  expect((data & ~boundaryMask) === ((data + BigInt(size) - 1n) & ~boundaryMask)).toBe(true);
}

describe('against a pool of booleans', () => {
  test('every slot, cursor and failure is the same, and every mapping is sound', () => {
    const seen = { mapped: 0, full: 0, padded: 0, noPages: 0 };
    fc.assert(
      fc.property(
        world,
        fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }),
        ({ nareas, devices, ...rest }, steps) => {
          const geometry = { ...rest, start: physAddr(rest.start), nareas: Math.min(nareas, rest.nslabs) };
          const mem = new IoTlbMem({ ...geometry, version: '6.12' });
          const naive = new NaivePool(geometry);
          const [pool] = mem.pools as [IoTlbPool];
          const made = devices.map((input) => swiotlbDevice(input));
          const live: { readonly device: SwiotlbDevice; readonly tlb: PhysAddr }[] = [];
          for (const one of steps) {
            if ('give' in one) {
              const [given] = live.splice(one.give % Math.max(1, live.length), 1);
              if (!given) continue;
              naive.give(mem.mappingOf(given.device, given.tlb).slot);
              mem.unmap(given.device, given.tlb);
            } else {
              const which = one.who % devices.length;
              const [input, device] = [devices[which], made[which]];
              if (!input || !device) continue;
              const request = requestOf(one, input);
              const expected = request.allocSize > 2 ** 18 ? -1 : naive.search(request, one.cpu);
              const tlb = taken(() =>
                one.alloc
                  ? mem.alloc(device, one.size, one.cpu)
                  : mem.tblMapSingle(device, physAddr(one.origAddr), one.size, one.allocAlignMask, one.cpu),
              );
              if (tlb === FULL) {
                expect(expected).toBe(-1);
                seen.full++;
                continue;
              }
              if (tlb === NO_PAGES) {
                expect((geometry.start + expected * 2048) % 4096).toBe(2048);
                naive.give(expected);
                seen.noPages++;
                continue;
              }
              const mapping = mem.mappingOf(device, tlb);
              expect(mapping.slot).toBe(expected);
              seen.mapped++;
              if (mapping.padSlots > 0) seen.padded++;
              expect(mapping.nslots).toBe(Math.ceil(request.allocSize / 2048));
              expectSound(mapping, input, request);
              live.push({ device, tlb });
            }
          }
          expectExact(pool, naive);
          for (const { device, tlb } of live) mem.unmap(device, tlb);
          expect(mem.totalUsed).toBe(0);
          expectExact(pool, new NaivePool(geometry));
        },
      ),
      { numRuns: 100, seed: 6 },
    );
    // The worlds above are not all trivial.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });
});

/** What is searched for, from what is mapped: the bytes with their padding. */
function requestOf(
  one: { alloc: boolean; origAddr: number; size: number; allocAlignMask: number },
  input: SwiotlbDeviceInput,
): NaiveRequest {
  if (one.alloc) {
    let pages = 1;
    while (pages * 4096 < one.size) pages *= 2;
    return { device: input, origAddr: 0, allocSize: one.size, allocAlignMask: pages * 4096 - 1 };
  }
  const kept = BigInt(input.minAlignMask ?? 0) & BigInt(one.allocAlignMask | 2047);
  const offset = Number(BigInt(one.origAddr) & kept);
  const unit = one.allocAlignMask + 1;
  const allocSize = Math.ceil((one.size + offset) / unit) * unit;
  return { device: input, origAddr: one.origAddr, allocSize, allocAlignMask: one.allocAlignMask };
}

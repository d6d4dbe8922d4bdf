import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Direction } from '../../../machines/index.ts';
import {
  type CoherentMemory,
  ConversionError,
  type DmaAddr,
  type DmaDevice,
  dmaAddr,
  FullError,
  IO_TLB_SIZE,
  MisuseError,
  PAGE_SIZE,
  type PhysAddr,
  physAddr,
} from '../../../runtime/index.ts';
import { type DmaGuest, type DmaGuestOptions, dmaGuest } from '../../fixtures/dmaGuest.ts';
import { NaiveDma } from './naiveDma.ts';

const BUFFERS = 3;
const BUFFER_PAGES = 2;
const BUFFER_SIZE = BUFFER_PAGES * PAGE_SIZE;

/** One thing that a driver, its device or the host does. Numbers are taken modulo what there is. */
type Op =
  | {
      readonly do: 'map';
      readonly buffer: number;
      readonly offset: number;
      readonly size: number;
      readonly dir: Direction;
      readonly skip: boolean;
    }
  | { readonly do: 'unmap'; readonly at: number }
  | {
      readonly do: 'sync';
      readonly at: number;
      readonly from: number;
      readonly size: number;
      readonly to: 'cpu' | 'device';
    }
  | { readonly do: 'cpuWrites'; readonly buffer: number; readonly offset: number; readonly byte: number }
  | { readonly do: 'deviceWrites'; readonly at: number; readonly from: number; readonly byte: number }
  | { readonly do: 'alloc'; readonly size: number }
  | { readonly do: 'free'; readonly at: number };

const nat = (max: number) => fc.nat({ max });
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('map' as const),
      buffer: nat(BUFFERS - 1),
      offset: nat(BUFFER_SIZE - 1),
      size: fc.integer({ min: 1, max: BUFFER_SIZE }),
      dir: fc.constantFrom<Direction>('TO_DEVICE', 'FROM_DEVICE', 'BIDIRECTIONAL'),
      skip: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('unmap' as const), at: nat(7) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      at: nat(7),
      from: nat(BUFFER_SIZE),
      size: fc.integer({ min: 1, max: BUFFER_SIZE }),
      to: fc.constantFrom('cpu' as const, 'device' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('cpuWrites' as const),
      buffer: nat(BUFFERS - 1),
      offset: nat(BUFFER_SIZE - 1),
      byte: nat(255),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('deviceWrites' as const),
      at: nat(7),
      from: nat(BUFFER_SIZE),
      byte: nat(255),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('alloc' as const),
      size: fc.integer({ min: 1, max: 3 * PAGE_SIZE }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('free' as const), at: nat(3) }) },
);

/** No two bytes near each other are equal, so that none can stand for another. */
const pattern = (seed: number, length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, i) => (seed + i * 7 + (i >> 8)) & 0xff));

/** A guest on bytes beside the naive one; `check` compares all that a driver, its device and the host can see. */
class Pair {
  readonly naive = new NaiveDma(BUFFERS, BUFFER_SIZE);
  readonly #guest: DmaGuest;
  readonly #device: DmaDevice;
  readonly #t: 0 | 1;
  readonly #at: PhysAddr[];
  readonly #live: DmaAddr[] = [];
  readonly #dead = new Set<DmaAddr>();
  readonly #coherent: CoherentMemory[] = [];

  constructor(options: DmaGuestOptions, t: 0 | 1, minAlignMask: number) {
    this.#guest = dmaGuest({ ...options, pages: 128, nslabs: 32 });
    this.#t = t;
    this.#device = this.#guest.add({ minAlignMask }, t === 1 ? 'private' : 'shared');
    this.#at = this.naive.buffers.map((bytes, i) =>
      this.#guest.buffer(this.#device, BUFFER_PAGES, bytes[0] ?? i),
    );
  }

  run(step: Op): void {
    const { api, memory, bus } = this.#guest;
    const device = this.#device;
    const { naive } = this;
    const chosen = 'at' in step && this.#live.length > 0 ? step.at % this.#live.length : -1;
    const mapping = naive.live[chosen];
    const address = this.#live[chosen];
    if (step.do === 'map') {
      const size = Math.min(step.size, BUFFER_SIZE - step.offset);
      const at = physAddr((this.#at[step.buffer] ?? 0) + step.offset);
      try {
        const mapped = api.dmaMapSingle(device, at, size, step.dir, { skipCpuSync: step.skip });
        this.#live.push(mapped);
        this.#dead.delete(mapped);
        naive.map(step.buffer, step.offset, size, step.dir, step.skip);
      } catch (error) {
        if (!(error instanceof FullError)) throw error;
      }
    } else if (step.do === 'cpuWrites') {
      const bytes = pattern(step.byte, BUFFER_SIZE - step.offset);
      memory.write(physAddr((this.#at[step.buffer] ?? 0) + step.offset), bytes);
      naive.buffers[step.buffer]?.set(bytes, step.offset);
    } else if (step.do === 'alloc') {
      try {
        this.#coherent.push(api.dmaAllocCoherent(device, step.size));
      } catch (error) {
        if (!(error instanceof ConversionError) && !(error instanceof FullError)) throw error;
      }
    } else if (step.do === 'free') {
      const [freed] = this.#coherent.splice(step.at, 1);
      if (freed) api.dmaFreeCoherent(device, freed);
    } else if (mapping && address !== undefined) {
      if (step.do === 'unmap') {
        api.dmaUnmapSingle(device, address, mapping.size, mapping.dir, { skipCpuSync: mapping.skip });
        naive.unmap(chosen);
        this.#live.splice(chosen, 1);
        if (!this.#live.includes(address)) this.#dead.add(address);
        return;
      }
      const from = step.from % mapping.size;
      if (step.do === 'deviceWrites') {
        const bytes = pattern(step.byte, mapping.size - from);
        bus.write(device.number, dmaAddr(address + from), bytes, this.#t);
        mapping.device.set(bytes, from);
      } else {
        const size = Math.min(step.size, mapping.size - from);
        const sync = step.to === 'cpu' ? 'dmaSyncSingleForCpu' : 'dmaSyncSingleForDevice';
        api[sync](device, dmaAddr(address + from), size, mapping.dir);
        naive.sync(chosen, from, size, step.to);
      }
    }
  }

  check(): void {
    const { api, memory, bus, pool, privatePool } = this.#guest;
    const device = this.#device;
    // Transparent: the CPU and the device see what the naive ones see, and nothing of anybody else.
    this.naive.buffers.forEach((bytes, i) => {
      expect(memory.read(this.#at[i] as PhysAddr, BUFFER_SIZE).equals(bytes)).toBe(true);
    });
    // NoPrivateToDevice: what an address designates is there for the device, as the address says it is.
    this.#live.forEach((address, i) => {
      const { device: seen, size } = this.naive.live[i] as (typeof this.naive.live)[number];
      expect(bus.read(device.number, address, size, this.#t).equals(seen)).toBe(true);
    });
    for (const { dmaAddr: address, phys, size } of this.#coherent)
      expect(bus.read(device.number, address, size, this.#t).equals(memory.read(phys, size))).toBe(true);
    // FreeIsPrivate: the page allocator has only pages of which the guest knows that they are private.
    const exposed = Array.from({ length: memory.pages.count }, (_, page) => page).filter((page) => {
      const { value, context } = memory.pages.view(page);
      const known = value === 'private' && memory.controller.visibility(page) === 'private';
      return context['owner'] === 'allocator' && !known;
    });
    expect(exposed).toEqual([]);
    // NoUseAfterUnmap: an address that was given back is nothing any more.
    for (const address of this.#dead) {
      const sync = () => api.dmaSyncSingleForCpu(device, address, 1, 'FROM_DEVICE');
      const unmap = () => api.dmaUnmapSingle(device, address, 1, 'FROM_DEVICE');
      if (!this.#covers(address)) expect(sync).toThrow(MisuseError);
      expect(unmap).toThrow(MisuseError);
    }
    // The pools hold what is mapped, and slots of two mappings are never one.
    const held = [pool, privatePool].flatMap((swiotlb) => [...(swiotlb?.mem.mappings() ?? [])]);
    const slots = held.flatMap((mapping) =>
      Array.from({ length: mapping.nslots }, (_, i) => mapping.pool.start + (mapping.slot + i) * IO_TLB_SIZE),
    );
    expect(new Set(slots).size).toBe(slots.length);
    expect(held.length).toBe(api.mappings(device).filter(({ bounced }) => bounced).length);
  }

  /** NoLeak: when all is given back, nothing is held. */
  drain(): void {
    while (this.#live.length > 0) this.run({ do: 'unmap', at: 0 });
    while (this.#coherent.length > 0) this.run({ do: 'free', at: 0 });
    this.check();
    const { api, pool, privatePool } = this.#guest;
    expect(api.mappings(this.#device)).toEqual([]);
    expect([pool, privatePool].map((swiotlb) => swiotlb?.mem.totalUsed ?? 0)).toEqual([0, 0]);
    api.deviceEvent(this.#device, 'UNBIND_DRIVER');
  }

  /** Whether a live mapping lies over an address at which another one was. */
  #covers(address: DmaAddr): boolean {
    return this.#live.some(
      (start, i) => start <= address && address < start + (this.naive.live[i]?.size ?? 0),
    );
  }
}

/** Designs that keep all promises, with the kind of device for which they do. */
const worlds: readonly (readonly [string, DmaGuestOptions, 0 | 1])[] = [
  ['linux612ForceBounce', { design: 'linux612ForceBounce' }, 0],
  ['linux73CcShared', { design: 'linux73CcShared' }, 0],
  [
    'privatePool, for a private device that is forced to bounce',
    {
      design: 'privatePool',
      privateNslabs: 32,
      facts: { swiotlbForce: true },
      device: { privateBy: 'bus' },
      dmaDirect: { followsDevice: 'bus', privateBounce: 'privatePool' },
    },
    1,
  ],
];

describe.each(worlds)('%s', (_, options, t) => {
  test('keeps what the DMA API promises, whatever driver, device and host do', () => {
    fc.assert(
      fc.property(
        fc.array(op, { minLength: 1, maxLength: 25 }),
        fc.constantFrom(0, 511, 4095),
        fc.nat({ max: 5 }),
        (ops, minAlignMask, nth) => {
          // The host lets every nth conversion of a page fail, after those of the pools; 0 is none.
          let converted = -16;
          const conversions = (_page: PhysAddr, to: 'private' | 'shared') =>
            nth > 0 && ++converted > 0 && converted % nth === 0
              ? ({ failsLeaving: to === 'shared' ? 'private' : 'shared' } as const)
              : 'converts';
          const pair = new Pair({ ...options, conversions, onFinding: overlapsAllowed }, t, minAlignMask);
          for (const step of ops) {
            pair.run(step);
            pair.check();
          }
          pair.drain();
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** Two mappings of one cache line are what this driver does; the naive model knows what comes of it. */
function overlapsAllowed({ check, message }: { readonly check: string; readonly message: string }): void {
  if (check !== 'D20' && check !== 'D21') throw new MisuseError(message);
}

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FtraceReader, type FtraceReport } from '../../conformance/index.ts';
import { IoTlbPool, physAddr, swiotlbDevice } from '../../runtime/index.ts';

/**
 * Traces in the format of the probes on a kernel with CONFIG_SWIOTLB_DYNAMIC. No recording of one is here, so these are
 * written by a kernel of a few lines, whose pools are searched in Linux's order: what is tested is that the lines are read
 * as what they say, and that a result which no kernel could have had is a contradiction.
 */
class DynamicKernel {
  readonly lines: string[] = [];
  readonly #shared = new IoTlbPool({ start: physAddr(0x7dd00000), nslabs: 512, nareas: 2 });
  readonly #device = swiotlbDevice({ minAlignMask: 0 });
  readonly #free = Array.from({ length: 64 }, (_, i) => 0x4aec0000 + i * 0x100000);
  readonly #held: { readonly tlb: number; readonly pool: IoTlbPool }[] = [];
  searches = { taken: 0, failed: 0 };
  transients = 0;

  map(size: number, cpu: number): void {
    const orig = 0x4ae26000;
    const asked = `dev="0000:00:01.0" orig=0x${orig.toString(16)} size=${size} amask=0x0 dir=1 attrs=0x0 mam=0x0 segb=0xffffffff`;
    this.#say(
      cpu,
      'tbl_map',
      `(swiotlb_tbl_map_single+0x0/0x1) ${asked} pool=0x7dd00000 nslabs=512 nareas=2`,
    );
    let found = this.#search(this.#shared, cpu & 1, size, cpu);
    found ??= this.#search(this.#shared, (cpu + 1) & 1, size, cpu);
    if (!found) {
      const nslabs = Math.ceil(size / 2048);
      const pool = new IoTlbPool({ start: physAddr(this.#free.shift() ?? 0), nslabs, nareas: 1 });
      const [from, to] = [pool.start, pool.end].map((address) => `0x${address.toString(16)}`);
      this.#say(
        cpu,
        'dyn_pool_ret',
        `(a <- b) pool=0xffff00000adcd700 start=${from} end=${to} nslabs=${nslabs} nareas=1`,
      );
      this.transients++;
      found = this.#search(pool, 0, size, cpu);
    }
    this.#say(cpu, 'tbl_map_ret', `(a <- b) tlb=0x${(found?.tlb ?? 0).toString(16)}`);
    if (found) this.#held.push(found);
  }

  unmap(which: number, cpu: number): void {
    const [gone] = this.#held.splice(which % Math.max(1, this.#held.length), 1);
    if (!gone) return;
    const tlb = `0x${gone.tlb.toString(16)}`;
    if (gone.pool !== this.#shared) {
      // There is no release: the pool goes as a whole, and the next one may lie where it lay.
      this.#say(cpu, 'dyn_free', `(swiotlb_dyn_free+0x0/0xb0) rcu=0xffff00000adcd750 start=${tlb}`);
      this.#free.unshift(gone.pool.start);
      return;
    }
    gone.pool.release(gone.pool.slotOf(physAddr(gone.tlb)), 0);
    this.#say(cpu, 'release', `(swiotlb_release_slots+0x0/0x1) dev="0000:00:01.0" tlb=${tlb}`);
    this.#say(cpu, 'release_ret', '(a <- b)');
  }

  #search(pool: IoTlbPool, area: number, allocSize: number, cpu: number) {
    const origAddr = 0x4ae26000;
    this.#say(
      cpu,
      'search',
      `(swiotlb_search_pool_area+0x0/0x428) dev="0000:00:01.0" area=${area} orig=0x${origAddr.toString(16)} asize=${allocSize} amask=0x0 mam=0x0 segb=0xffffffff pool=0x${pool.start.toString(16)} nslabs=${pool.nslabs} nareas=${pool.nareas}`,
    );
    const slot = pool.take(area, {
      device: this.#device,
      dmaOffset: 0,
      origAddr,
      allocSize,
      allocAlignMask: 0,
    });
    if (slot >= 0) pool.fill(slot, Math.ceil(allocSize / 2048), 0, origAddr);
    this.#say(cpu, 'search_ret', `(a <- swiotlb_search_pool_area) slot=${slot}`);
    this.searches[slot < 0 ? 'failed' : 'taken']++;
    return slot < 0 ? undefined : { tlb: pool.start + slot * 2048, pool };
  }

  #say(cpu: number, event: string, fields: string): void {
    this.lines.push(
      `              dd-222     [00${cpu}] dN...        ${this.lines.length + 1}: ${event}: ${fields}`,
    );
  }
}

const reported = (lines: readonly string[]): FtraceReport => {
  const reader = new FtraceReader();
  reader.read(Buffer.from(lines.join('\n'), 'latin1'));
  return reader.report('trace');
};

/** Large maps fill the pool, so that some of what follows needs a pool of its own. */
function storm(steps: readonly { size: number; cpu: number; unmaps: number }[]): DynamicKernel {
  const kernel = new DynamicKernel();
  for (const { size, cpu, unmaps } of steps) {
    kernel.map(size, cpu);
    for (let i = 0; i < unmaps; i++) kernel.unmap(i * 7, cpu);
  }
  return kernel;
}
const anyStorm = fc.array(
  fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 150_000, max: 262_144 })),
    cpu: fc.constantFrom(0, 1),
    unmaps: fc.nat(1),
  }),
  { minLength: 10, maxLength: 60, size: 'max' },
);

describe('a kernel with pools that come and go', () => {
  test('has every search of one area of one pool predicted, those that fail too', () => {
    let made = 0;
    const property = fc.property(anyStorm, (steps) => {
      const { lines, searches, transients } = storm(steps);
      made += transients;
      const report = reported(lines);
      expect(report).toMatchObject({
        slotsRecorded: searches.taken,
        slotsPredicted: searches.taken,
        failuresRecorded: searches.failed,
        failuresPredicted: searches.failed,
        contradictions: [],
        unreadableLines: 0,
      });
      expect(report.laterPools?.made ?? 0).toBe(transients);
    });
    fc.assert(property, { seed: 20_261_126, numRuns: 25 });
    expect(made).toBeGreaterThan(50);
  });

  test('contradicts when a slot is told that it could not have found', () => {
    const { lines } = storm(Array.from({ length: 8 }, () => ({ size: 2048, cpu: 0, unmaps: 0 })));
    const at = lines.findIndex((line) => line.includes('slot=5'));
    const moved = lines.map((line, i) => (i === at ? line.replace('slot=5', 'slot=9') : line));
    expect(reported(moved).contradictions[0]).toEqual({
      line: at,
      recorded: (0x7dd00000 + 9 * 2048).toString(16),
      predicted: (0x7dd00000 + 5 * 2048).toString(16),
    });
  });

  test('is not said to be in a livelock by the size of one of its pools', () => {
    const { lines } = storm([{ size: 2048, cpu: 0, unmaps: 0 }]);
    const failing = Array.from({ length: 20 }, (_, i) => [
      `              dd-222     [000] d....        ${100 + 2 * i}: dma_map_page: 0000:00:01.0 dir=TO_DEVICE dma_addr=ffffffffffffffff size=2000000 phys_addr=4ae26000 attrs=`,
    ]).flat();
    const { retries } = reported([...lines, ...failing]);
    expect(retries).toHaveLength(1);
    expect(retries[0]).not.toHaveProperty('fitsEmptyPool');
  });

  test('and one whose searches are not told of is read as ever', () => {
    const { lines } = storm([
      { size: 2048, cpu: 0, unmaps: 1 },
      { size: 4096, cpu: 1, unmaps: 1 },
    ]);
    const plain = lines.filter((line) => !line.includes('search'));
    expect(reported(plain)).toMatchObject({ slotsRecorded: 2, slotsPredicted: 2, contradictions: [] });
  });
});

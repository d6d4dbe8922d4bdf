import { describe, expect, test } from '@jest/globals';
import {
  ConversionError,
  FullError,
  IoTlbMem,
  type IoTlbMemOptions,
  NotCapableError,
  type PhysAddr,
  physAddr,
  restrictedPool,
  type SwiotlbDevice,
  swiotlbDevice,
  swiotlbMaxMappingSize,
} from '../../../runtime/index.ts';
import { dynamicOf, ScriptedPages } from '../../fixtures/scriptedPages.ts';

const start = physAddr(2 ** 30);
const eth0 = swiotlbDevice({ name: 'eth0' });
const KIB = 1024;

describe('memory that must be shared', () => {
  const guest = { memEncrypt: 'guest' } as const;
  const shared0 = swiotlbDevice({ name: 'shared0', forceDmaUnencrypted: true });
  const private0 = swiotlbDevice({ name: 'private0' });

  test('a pool whose conversion fails is used by 6.12 and never by 7.3', () => {
    const options = { start, nslabs: 64, nareas: 1, ...guest, setMemoryDecrypted: () => false };
    const careless = new IoTlbMem({ ...options, version: '6.12' });
    expect(careless.pools[0]?.state).toBe('suspect');
    expect(careless.tblMapSingle(shared0, physAddr(0), 1, 0, 0)).toBe(start);
    const careful = new IoTlbMem({ ...options, version: '7.3' });
    expect(careful.pools[0]?.state).toBe('unusable');
    expect(() => careful.tblMapSingle(shared0, physAddr(0), 1, 0, 0)).toThrow(
      /1 contiguous slots were asked for; 64 of 64 slots used/,
    );
  });

  test('7.3 lets a device use pools of its kind only; 6.12 does not look', () => {
    const options = { start, nslabs: 64, nareas: 1 };
    const map = (device: SwiotlbDevice, more: Partial<IoTlbMemOptions>) => () =>
      new IoTlbMem({ ...options, ...more }).tblMapSingle(device, physAddr(0), 1, 0, 0);
    expect(map(shared0, guest)()).toBe(start);
    expect(map(private0, guest)).toThrow(
      new NotCapableError(
        'private0 cannot use swiotlb: it needs private memory, and that of the pools is shared',
      ),
    );
    expect(map(shared0, { ...guest, ccShared: false })).toThrow(NotCapableError);
    expect(map(private0, { ...guest, ccShared: false })()).toBe(start);
    expect(map(private0, { ...guest, version: '6.12' })()).toBe(start);
    // A host that encrypts its memory bounces all devices through shared memory.
    expect(map(private0, { memEncrypt: 'host' })()).toBe(start);
    expect(map(private0, { memEncrypt: 'host', ccShared: false })).toThrow(NotCapableError);
    expect(() => new IoTlbMem({ ...options, memEncrypt: 'host' }).alloc(private0, 1, 0)).toThrow(
      NotCapableError,
    );
    expect(new IoTlbMem({ ...options, ...guest }).alloc(shared0, 1, 0)).toBe(start);
  });

  test('7.3 searches and hands out addresses of the kind that the pools have', () => {
    const device = swiotlbDevice({ dmaOffset: 2 ** 47, dmaOffsetEncrypted: 2048 });
    const mem = (more: Partial<IoTlbMemOptions>) => new IoTlbMem({ start, nslabs: 64, nareas: 1, ...more });
    // Two slots are page-aligned, and with the other offset that is at another slot.
    expect(mem({ ccShared: false }).map(device, physAddr(4096), 4096, 0)).toBe(start + 2048 + 2048);
    expect(mem({ ccShared: true }).map(device, physAddr(4096), 4096, 0)).toBe(start + 2 ** 47);
    expect(mem({ ccShared: false, version: '6.12' }).map(device, physAddr(4096), 4096, 0)).toBe(
      start + 2 ** 47,
    );
  });

  test('new pages are shared, made private again, and leaked if that fails', () => {
    const lives: readonly (readonly [converts: boolean[], found: boolean, log: string[]])[] = [
      [[true, true], true, ['share', 'unshare', 'free']],
      [[true, false], true, ['share', 'unshare']],
      [[false, true], false, ['share', 'unshare', 'free']],
      [[false, false], false, ['share', 'unshare']],
    ];
    for (const [converts, found, log] of lives) {
      const gone: boolean[] = [];
      const pages = new ScriptedPages([2 ** 31], converts);
      const mem = dynamicOf(pages, {
        version: '6.12',
        observer: { poolGone: (_pool, leaked) => gone.push(leaked) },
      });
      mem.tblMapSingle(eth0, physAddr(0), 256 * KIB, 0, 0);
      const map = () => mem.tblMapSingle(eth0, physAddr(0), 4096, 0, 0);
      if (found) mem.unmap(eth0, map());
      else expect(map).toThrow(FullError);
      expect(pages.log.map((line) => line.split(' ')[0])).toEqual(['alloc', ...log]);
      expect(gone).toEqual(found ? [converts[1] === false] : []);
    }
  });

  test('who must not wait gets shared memory from the atomic pool or none', () => {
    for (const [version, more] of [
      ['6.12', {}],
      ['7.3', guest],
    ] as const) {
      const pages = new ScriptedPages();
      const mem = dynamicOf(pages, { ...more, version });
      mem.tblMapSingle(shared0, physAddr(0), 256 * KIB, 0, 0);
      const map = () => mem.tblMapSingle(shared0, physAddr(0), 4096, 0, 0);
      expect(map).toThrow(FullError);
      const atomic = Object.assign(pages, {
        allocFromAtomicPool: () => physAddr(2 ** 31),
        freeToAtomicPool: (at: PhysAddr) => at === 2 ** 31,
      });
      mem.unmap(shared0, map());
      expect(atomic.log).toEqual([]);
    }
  });
});

describe('a restricted pool', () => {
  const base = physAddr(0x8000_0000);

  test('has one area, bounces everything, serves coherent memory and has slots up to its end', () => {
    const options = restrictedPool({ base, size: 200 * 2048 + 100 });
    expect(options).toMatchObject({ start: base, nslabs: 200, nareas: 1, forceBounce: true, forAlloc: true });
    const mem = new IoTlbMem(options);
    const tlbs = Array.from({ length: 200 }, () => mem.tblMapSingle(eth0, physAddr(0), 1, 0, 0));
    expect(() => mem.alloc(eth0, 1, 0)).toThrow(/restricted pool has no room/);
    // Slots of the last, short segment come back from its end on; what is behind the pool counts for nothing.
    for (const tlb of tlbs.reverse()) mem.unmap(eth0, tlb);
    expect([...(mem.pools[0]?.list ?? [])].slice(126)).toEqual([
      2,
      1,
      ...Array.from({ length: 72 }, (_, i) => 72 - i),
    ]);
  });

  test.each(['reusable', 'linux,cma-default', 'linux,dma-default', 'no-map'])(
    'must not be %s',
    (property) => {
      expect(() => restrictedPool({ base, size: 4096, properties: ['compatible', property] })).toThrow(
        `restricted-dma-pool at 0x80000000: it must not be ${property}`,
      );
    },
  );

  test('that cannot be made shared is none in 7.3, and goes unnoticed in 6.12', () => {
    const failing = { base, size: 4096, setMemoryDecrypted: () => false };
    expect(() => new IoTlbMem(restrictedPool({ ...failing, version: '7.3' }))).toThrow(ConversionError);
    expect(new IoTlbMem(restrictedPool({ ...failing, version: '6.12' })).pools[0]?.state).toBe('suspect');
  });
});

test('a mapping of the largest size fits into an empty pool, whatever the low alignment (Live)', () => {
  for (const minAlignMask of [0, 1, 511, 2047, 4095, 8191, 65535]) {
    const device = swiotlbDevice({ minAlignMask });
    for (const origAddr of [4096, 4096 + 511, 65535, 65536 + 2048]) {
      const mem = new IoTlbMem({ start, nslabs: 256, nareas: 1 });
      const size = swiotlbMaxMappingSize(device);
      expect(mem.mappingOf(device, mem.tblMapSingle(device, physAddr(origAddr), size, 0, 0)).size).toBe(size);
    }
  }
});

test('an observer hears of pools and slots', () => {
  const heard: string[] = [];
  const mem = dynamicOf(new ScriptedPages([2 ** 31, 2 ** 32]), {
    observer: {
      poolAdded: ({ start: at, state, transient }) => heard.push(`added ${at} ${state} ${transient}`),
      poolGone: ({ start: at }, leaked) => heard.push(`gone ${at} ${leaked}`),
      slotsHeld: ({ slot, nslots, device }) => heard.push(`held ${slot} ${nslots} ${device.name}`),
      slotsFree: ({ slot, nslots }) => heard.push(`free ${slot} ${nslots}`),
    },
  });
  const first = mem.tblMapSingle(eth0, physAddr(0), 256 * KIB, 0, 0);
  const second = mem.tblMapSingle(eth0, physAddr(0), 1, 0, 0);
  mem.unmap(eth0, second);
  mem.dynAlloc();
  mem.unmap(eth0, first);
  expect(heard).toEqual([
    `added ${start} ready false`,
    'held 0 128 eth0',
    `added ${2 ** 31} ready true`,
    'held 0 1 eth0',
    `gone ${2 ** 31} false`,
    'free 0 1',
    `added ${2 ** 32} ready false`,
    'free 0 128',
  ]);
  expect([...mem.mappings()]).toEqual([]);
});
